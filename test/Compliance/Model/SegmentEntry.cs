namespace Viaduct.Compliance.Model;

/// <summary>A segment of the model: what one commit published.</summary>
public sealed class SegmentEntry
{
    public required Guid CommitId { get; init; }

    /// <summary>The number of the store-wide sequence (rule 15).</summary>
    public required long Number { get; init; }

    public required byte[] Records { get; init; }

    public required byte[] Track { get; init; }

    /// <summary>The entries by reader.</summary>
    public required IReadOnlyDictionary<int, byte[]> References { get; init; }
}
