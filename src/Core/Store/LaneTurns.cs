namespace Viaduct.Core.Store;

/// <summary>The lanes that a process writes: so many commits in one, then in the next.</summary>
internal sealed class LaneTurns(int commitsPerLane)
{
    private readonly Lock _lock = new();
    private readonly List<LaneWriter> _lanes = [];

    /// <summary>Lanes to write from the next commit on, beside those that there are.</summary>
    public void Add(IEnumerable<LaneGrant> grants)
    {
        lock (_lock)
            foreach (var grant in grants)
                if (!_lanes.Exists(l => l.Lane == grant.Lane)) _lanes.Add(new LaneWriter(grant));
    }

    /// <summary>The lane whose turn it is after a number of commits.</summary>
    public LaneWriter At(long commits)
    {
        lock (_lock)
        {
            return _lanes.Count > 0
                ? _lanes[(int)(commits / commitsPerLane % _lanes.Count)]
                : throw new InvalidOperationException("The commit unit has no lane: acquire one before starting it.");
        }
    }
}
