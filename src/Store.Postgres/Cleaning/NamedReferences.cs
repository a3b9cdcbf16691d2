using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Reading;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>
/// Which references of closed generations name a detached port. Each reference is looked at once for each port, in
/// batches: a closed generation gets no more, and entries never change. In memory only: after a restart all are looked
/// at again.
/// </summary>
internal sealed class NamedReferences
{
    private const int RowsAtOnce = 500;

    /// <summary>How many references one round looks at.</summary>
    private const int RowsMax = 20_000;
    private static readonly string[] s_entries = Sql.ReadPerSlot("RingEntries");

    private readonly Dictionary<(long Generation, ReaderLane Port), Found> _found = [];

    /// <summary>Looks at what pins a generation.</summary>
    /// <returns>False if there is more to look at than one round may.</returns>
    public async Task<bool> FindAsync(NpgsqlConnection connection, long generation, IReadOnlyList<Pin> ports)
    {
        foreach (var old in _found.Keys.Where(key => key.Generation < generation).ToList()) _found.Remove(old);
        int left = RowsMax;
        foreach (var port in ports)
        {
            var found = Of(generation, port);
            found.Next = Math.Max(found.Next, port.From);
            while (!found.IsComplete)
            {
                if (left <= 0) return false;
                left -= RowsAtOnce;
                await FindAsync(connection, Sql.SlotOf(generation), port, found);
            }
        }
        return true;
    }

    /// <summary>What a port needs of a generation that was looked at. Who moves something out takes it off.</summary>
    public Queue<long> NeededBy(long generation, Pin port)
    {
        var sequences = Of(generation, port).Sequences;
        while (sequences.TryPeek(out long first) && first < port.From) sequences.Dequeue();
        return sequences;
    }

    private static async Task FindAsync(NpgsqlConnection connection, int slot, Pin port, Found found)
    {
        var rows = await Queries.RowsAsync(
            connection,
            Parameters.Command(
                s_entries[slot - 1], Parameters.Of(port.Base), Parameters.Of(port.Lane), Parameters.Of(found.Next),
                Parameters.Of(RowsAtOnce)),
            static row => (Sequence: row.GetInt64(0), Entries: row.GetFieldValue<byte[]>(1)), CancellationToken.None);
        foreach (var (sequence, entries) in rows)
            if (Names(entries, port.Port)) found.Sequences.Enqueue(sequence);
        if (rows.Count > 0) found.Next = rows[^1].Sequence + 1;
        found.IsComplete = rows.Count < RowsAtOnce;
    }

    /// <summary>True if entries have work for a port, or nobody can tell.</summary>
    public static bool Names(ReadOnlySpan<byte> entries, int port)
    {
        var named = new HashSet<int>();
        return !ReferenceEntries.TryReadPorts(entries, named) || named.Contains(port);
    }

    private Found Of(long generation, Pin port)
    {
        if (!_found.TryGetValue((generation, port.ReaderLane), out var found))
            _found.Add((generation, port.ReaderLane), found = new Found());
        return found;
    }

    private sealed class Found
    {
        public Queue<long> Sequences { get; } = [];

        public long Next { get; set; }

        public bool IsComplete { get; set; }
    }
}
