using System.Collections.Concurrent;
using Viaduct.Core.Process;
using Viaduct.Core.Process.Ordering;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Hosting;

/// <summary>Hands what the writer has committed to the readers of this process.</summary>
internal sealed class SegmentDispatcher : ISegmentListener
{
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The readers that this process works, by reader and lane.</summary>
    public ConcurrentDictionary<ReaderLane, LaneReader> Readers { get; } = [];

    /// <summary>The readers of ordered ports that this process works, by number.</summary>
    public ConcurrentDictionary<int, OrderedReader> Ordered { get; } = [];

    /// <summary>The tracker; set once before the writer starts.</summary>
    public Tracker? Tracker { get; set; }

    /// <summary>Completes when the session has been taken over.</summary>
    public Task Lost => _lost.Task;

    /// <summary>True if this process works a reader in a lane.</summary>
    public bool Works(ReaderLane readerLane) =>
        Readers.ContainsKey(readerLane) || Ordered.ContainsKey(readerLane.Reader);

    /// <inheritdoc/>
    public void Committed(ReaderLane readerLane, long sequence, List<HandedMessage> messages)
    {
        if (Readers.TryGetValue(readerLane, out var reader)) reader.Deliver(sequence, messages);
        else if (Ordered.TryGetValue(readerLane.Reader, out var ordered)) ordered.Poll();
    }

    /// <inheritdoc/>
    public void Tracked(int lane, long sequence, ReadOnlyMemory<byte> track) =>
        Tracker?.Tracked(lane, sequence, track);

    /// <inheritdoc/>
    public void SessionLost() => _lost.TrySetResult();

    /// <inheritdoc/>
    public void ReaderLost(ReaderLane readerLane)
    {
        if (readerLane.Reader == TrackerReader) Tracker?.Remove(readerLane.Lane);
        else if (Readers.TryRemove(readerLane, out var reader)) _ = reader.StopAsync();
        else if (Ordered.TryRemove(readerLane.Reader, out var ordered)) _ = ordered.StopAsync();
    }

    /// <summary>The tracker's reader number.</summary>
    public const int TrackerReader = 0;
}
