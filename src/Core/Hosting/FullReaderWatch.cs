using Viaduct.Core.Process;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Finds a reader that has been full for long: one of its ports keeps the others waiting. Nobody is held up by a reader
/// that reads again and again.
/// </summary>
internal sealed class FullReaderWatch(TimeProvider time)
{
    private static readonly TimeSpan LagMax = TimeSpan.FromSeconds(1);

    private (LaneReader Reader, long LoadedThrough, long Since)? _seen;

    /// <summary>True while it has its eye on one.</summary>
    public bool SeesOne => _seen is not null;

    /// <summary>A reader that has been full since a while; null if there is none.</summary>
    public LaneReader? FindFull(IEnumerable<LaneReader> readers)
    {
        var full = readers.FirstOrDefault(r => r.IsFull);
        if (full is null)
        {
            _seen = null;
            return null;
        }

        if (_seen is not { } before || before.Reader != full || before.LoadedThrough != full.LoadedThrough)
            _seen = (full, full.LoadedThrough, time.GetTimestamp());
        if (time.GetElapsedTime(_seen.Value.Since) < LagMax) return null;
        _seen = null;
        return full;
    }
}
