namespace Viaduct.Server.Operations;

/// <summary>How a part of a configuration is different.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It was there before, and is different now.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}
