using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>What the tracker has gathered of one lane. Guarded by the tracker's lock.</summary>
internal sealed class TrackerLane(ReaderGrant grant)
{
    public ReaderProgress Progress { get; } = new(grant);

    /// <summary>Gathered tracks with their sequences, in order.</summary>
    public List<(long Sequence, ReadOnlyMemory<byte> Track)> Gathered { get; } = [];

    /// <summary>Since when something waits to be stored; null if nothing does.</summary>
    public long? WaitingSince { get; set; }

    /// <summary>
    /// When tracks were taken last to be stored; what waits after that has come since, or a little before.
    /// </summary>
    public long TakenAt { get; set; }

    public long GatheredBytes { get; set; }

    /// <summary>Everything up to here is gathered or stored.</summary>
    public long GatheredThrough { get; set; } = grant.Progress.Position.Sequence - 1;

    /// <summary>The last sequence that the writer told of.</summary>
    public long ToldThrough { get; set; } = grant.Progress.Position.Sequence - 1;

    /// <summary>True while tracks must be read from the store.</summary>
    public bool IsBehind { get; set; } = true;

    /// <summary>True while a stored batch is under way; one at a time, so that progress has no gaps.</summary>
    public bool IsStoring { get; set; }

    /// <summary>Takes the next track.</summary>
    public void Gather(long sequence, ReadOnlyMemory<byte> track)
    {
        GatheredThrough = sequence;
        Progress.Load(sequence, 1);
        Gathered.Add((sequence, track));
        GatheredBytes += track.Length;
    }
}
