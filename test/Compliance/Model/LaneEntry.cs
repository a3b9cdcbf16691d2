using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <summary>A lane of the model: its fence row and its segments.</summary>
public sealed class LaneEntry
{
    public required int Lane { get; init; }

    public SessionId Owner { get; set; }

    public long Epoch { get; set; }

    public long RouteVersion { get; set; }

    /// <summary>Survives every clean-up (rule 63).</summary>
    public long LastSequence { get; set; }

    public SortedDictionary<long, SegmentEntry> Segments { get; } = [];
}
