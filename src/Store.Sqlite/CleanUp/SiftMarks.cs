using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.CleanUp;

/// <summary>
/// How far the references of hosts have been sifted for their detached ports, so that each is looked at once, and once
/// more when a port has passed it that it was kept for. In memory only: after a restart all are looked at again. What a
/// slice changes counts when the slice is committed.
/// </summary>
internal sealed class SiftMarks
{
    private readonly Dictionary<ReaderLane, long> _sifted = [];
    private readonly Dictionary<ReaderLane, long> _kept = [];
    private readonly Dictionary<ReaderLane, long?> _siftedNow = [];
    private readonly Dictionary<ReaderLane, long> _keptNow = [];

    /// <summary>
    /// Up to here, exclusive, what a host has done is sifted; for a detached port, what it has passed itself.
    /// </summary>
    public long? SiftedUpTo(ReaderLane reader)
    {
        if (_siftedNow.TryGetValue(reader, out var now))
        {
            return now;
        }
        return _sifted.TryGetValue(reader, out var sequence) ? sequence : null;
    }

    /// <summary>The readers with a mark in a lane.</summary>
    public List<int> Marked(int lane) => [.. _sifted.Keys.Where(one => one.Lane == lane).Select(one => one.Reader)];

    /// <summary>The last sequence that was kept for a detached port; 0 if none was.</summary>
    public long LastKept(ReaderLane port) => _kept.GetValueOrDefault(port);

    public void Sifted(ReaderLane reader, long upTo) => _siftedNow[reader] = upTo;

    public void Forget(ReaderLane reader) => _siftedNow[reader] = null;

    public void Kept(ReaderLane port, long sequence) =>
        _keptNow[port] = Math.Max(sequence, _keptNow.GetValueOrDefault(port));

    /// <summary>A slice begins: what the one before has left, unless it was committed, never was.</summary>
    public void Begin()
    {
        _siftedNow.Clear();
        _keptNow.Clear();
    }

    /// <summary>The slice is committed.</summary>
    public void Commit()
    {
        foreach (var (reader, sequence) in _siftedNow)
        {
            if (sequence is { } upTo)
            {
                _sifted[reader] = upTo;
            }
            else
            {
                _sifted.Remove(reader);
            }
        }
        foreach (var (port, sequence) in _keptNow)
        {
            _kept[port] = Math.Max(sequence, _kept.GetValueOrDefault(port));
        }
        Begin();
    }
}
