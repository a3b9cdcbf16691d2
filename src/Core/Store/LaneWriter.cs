namespace Viaduct.Core.Store;

/// <summary>A lane that this process writes, and the last sequence in it.</summary>
internal sealed class LaneWriter(LaneGrant grant)
{
    public int Lane { get; } = grant.Lane;

    public long Epoch { get; } = grant.Epoch;

    /// <summary>The last committed sequence; raised by the writer alone.</summary>
    public long Last { get; set; } = grant.LastSequence;
}
