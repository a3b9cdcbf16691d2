namespace Viaduct.Core.Track;

/// <summary>A promoted property that was tracked with a publication.</summary>
/// <param name="Name">The namespace, <c>#</c> and the local name.</param>
/// <param name="Value">The value as text, at most 1,024 characters of it.</param>
public readonly record struct TrackedProperty(string Name, string Value)
{
    /// <summary>The most characters of a value that are tracked.</summary>
    public const int CharactersMax = 1_024;

    /// <summary>The most properties of a message that are tracked.</summary>
    public const int PropertiesMax = 32;

    /// <summary>What is tracked of a value.</summary>
    public static string Cut(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length <= CharactersMax ? value : value[..CharactersMax];
    }
}
