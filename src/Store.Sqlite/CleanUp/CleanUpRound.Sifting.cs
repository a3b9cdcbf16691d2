using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.CleanUp;

/// <content>
/// What a host has done and its detached ports have not reached yet is sifted: a reference that names none of them goes
/// (rule 62).
/// <para>
/// A port that is detached after the plan was read misses nothing: it stands where its host stood then, which is at or
/// beyond where the host stands in the plan, and nothing of that is touched. For the same reason a port never comes to
/// stand where has been sifted before it was detached.
/// </para>
/// </content>
internal sealed partial class CleanUpRound
{
    private readonly HashSet<int> _named = [];

    private IEnumerable<bool> Sift(ReaderLane host)
    {
        var detached = _plan.DetachedFrom(host);
        var needed = _plan.NeededFrom(host);
        var sifted = Math.Max(needed, _marks.SiftedUpTo(host) ?? needed);
        foreach (var reader in _plan.PortReadersOf(host.Reader))
        {
            // What was kept for a port goes once it has passed it, or has joined its host again.
            var port = host with { Reader = reader };
            var standing = detached.Find(one => one.Reader == reader);
            var mark = _marks.SiftedUpTo(port);
            if (standing is null && mark is null)
            {
                continue;
            }
            var end = standing is null ? sifted : Math.Min(standing.Sequence, sifted);
            foreach (var step in Sift(host, port, detached, Math.Max(needed, mark ?? end), end))
            {
                yield return step;
            }
            if (standing is null)
            {
                _marks.Forget(port);
            }
        }
        foreach (var step in Sift(host, host, detached, sifted, _plan.DoneUpTo(host)))
        {
            yield return step;
        }
    }

    private IEnumerable<bool> Sift(
        ReaderLane host, ReaderLane reader, List<DetachedPort> detached, long from, long end)
    {
        while (from < end)
        {
            var next = Get(Sql.CleanReferenceEntries)
                .Bind(1, host.Reader).Bind(2, host.Lane).Bind(3, from).Bind(4, end);
            if (!next.Step())
            {
                break;
            }
            var sequence = next.Int64(0);
            var isKept = IsKept(host, detached, sequence, next.Blob(1));
            next.Reset();
            if (!isKept)
            {
                RemoveReference(host, sequence);
            }
            from = sequence + 1;
            _marks.Sifted(reader, from);
            yield return true;
        }
        _marks.Sifted(reader, end);
    }

    private bool IsKept(ReaderLane host, List<DetachedPort> detached, long sequence, ReadOnlySpan<byte> entries)
    {
        _named.Clear();
        var isReadable = ReferenceEntries.TryReadPorts(entries, _named);
        var isKept = false;
        foreach (var port in detached)
        {
            if (port.Sequence <= sequence && (!isReadable || _named.Contains(port.Port)))
            {
                _marks.Kept(host with { Reader = port.Reader }, sequence);
                isKept = true;
            }
        }
        return isKept;
    }
}
