namespace Viaduct.Client;

/// <summary>How a part of a configuration is different.</summary>
public static class ChangeKinds
{
    /// <summary>It is new.</summary>
    public const string Added = "added";

    /// <summary>It was there before, and is different now.</summary>
    public const string Changed = "changed";

    /// <summary>It is gone.</summary>
    public const string Removed = "removed";
}
