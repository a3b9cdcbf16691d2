namespace Viaduct.Core.Store;

/// <summary>A retention class, as it is configured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Keep">How long what is tracked in it is kept.</param>
public sealed record RetentionClass(string Name, TimeSpan Keep)
{
    /// <summary>The class that is always there, with number 0.</summary>
    public const string DefaultName = "default";

    /// <summary>The most classes that there can be, with the default.</summary>
    public const int ClassesMax = 4;
}
