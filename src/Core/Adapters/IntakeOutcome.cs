namespace Viaduct.Core.Adapters;

/// <summary>What became of a source item.</summary>
public enum IntakeOutcome
{
    /// <summary>
    /// All its messages are published; or it is large, and stored whole, and its messages follow: acknowledge it.
    /// </summary>
    Published,

    /// <summary>It, or parts of it, are suspended with the reason; nothing is lost: acknowledge it.</summary>
    Suspended,

    /// <summary>It had been taken in before: acknowledge it, nothing was published.</summary>
    Duplicate,

    /// <summary>
    /// Its <see cref="SourceItem.Exclusive"/> key has been used for another item: nothing was published.
    /// </summary>
    Conflict,

    /// <summary>
    /// It was certainly not taken in (stopping, the lease is gone, its body cannot be read): leave it at its source.
    /// </summary>
    Refused,
}
