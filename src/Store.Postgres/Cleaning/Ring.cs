using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Reading;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>
/// The ring of generations (rules 60 to 64): raises it when the present one is full or old, empties the oldest one
/// when nobody needs it, and moves what laggards need out of it: at once if only detached ports need something and it
/// is little, else when it has been closed for long. On one connection, by one process at a time.
/// </summary>
internal sealed class Ring(
    NpgsqlConnection connection, PostgresStoreOptions options, CleanUpOptions limits, NamedReferences named)
{
    /// <summary>How many segments one round moves for laggards, in transactions of <see cref="MovedAtOnce"/>.</summary>
    private const int MovedMax = 5000;
    private const int MovedAtOnce = 250;

    /// <summary>Of how many segments one may be moved at once: what is not little is better left where it is.</summary>
    private const int LittlePart = 2;
    private static readonly string s_read = Sql.Read("RingRead");
    private static readonly string[] s_size = Sql.ReadPerSlot("RingSize");
    private static readonly string[] s_pinned = Sql.ReadPerSlot("RingPinned");
    private static readonly string s_pinnedKept = Sql.ReadKept("RingPinned");
    private static readonly string s_lockTimeout = Sql.Read("LockTimeout");
    private static readonly string s_lockStore = Sql.Read("LockStore");
    private static readonly string s_lockLanes = Sql.Read("ActivateLock");
    private static readonly string[] s_raiseLanes = Sql.ReadPerSlot("RaiseLanes");
    private static readonly string s_raise = Sql.Read("RaiseGeneration");
    private static readonly string s_lanes = Sql.Read("LanesOf");
    private static readonly string[] s_saveProgress = Sql.ReadPerSlot("SaveProgress");
    private static readonly string[] s_emptyTables = Sql.ReadPerSlot("EmptyTables");
    private static readonly string s_empty = Sql.Read("EmptyGeneration");
    private static readonly string[] s_copyReferences = Sql.ReadPerSlot("CopyOutReferences");
    private static readonly string[] s_copyNamed = Sql.ReadPerSlot("CopyOutNamed");
    private static readonly string[] s_copyTracks = Sql.ReadPerSlot("CopyOutTracks");
    private static readonly string[] s_copyTransmits = Sql.ReadPerSlot("CopyOutTransmits");

    public async Task RunAsync(CleanUpTally tally)
    {
        await RaiseIfDueAsync(tally);
        await EmptyAllAsync(tally);
        var laggards = await PinnedAsync(s_pinnedKept);
        tally.PinnedBy.UnionWith(laggards.Select(pin => pin.ReaderLane));
    }

    private async Task EmptyAllAsync(CleanUpTally tally)
    {
        // Each pass empties one generation; there are never more.
        for (int pass = 0; pass < Sql.Slots; pass++)
        {
            var ring = await ReadAsync();
            if (ring.Oldest == ring.Generation) return;
            int slot = Sql.SlotOf(ring.Oldest);
            var pinned = await PinnedAsync(s_pinned[slot - 1]);
            if (pinned.Count > 0 && !await IsFreedAsync(ring, pinned, tally)) return;
            if (!await EmptyAsync(slot, tally)) return;
        }
    }

    /// <summary>Frees the oldest generation of those who need something of it, if it is time; true when done.</summary>
    private async Task<bool> IsFreedAsync(RingState ring, List<Pin> pinned, CleanUpTally tally)
    {
        var others = pinned.FindAll(pin => !pin.IsDetached);
        var ports = pinned.FindAll(pin => pin.IsDetached);
        tally.PinnedBy.UnionWith(others.Select(pin => pin.ReaderLane));
        if (others.Count > 0 && !ring.IsClosedForLong) return false;
        if (!await named.FindAsync(connection, ring.Oldest, ports))
        {
            tally.MoreToDo = true;
            return false;
        }
        // A port that is detached from now on stands behind all that its host has done of a closed generation.
        long needed = 0;
        foreach (var port in ports)
        {
            int count = named.NeededBy(ring.Oldest, port).Count;
            if (count > 0) tally.PinnedBy.Add(port.ReaderLane);
            needed += count;
        }
        bool isLittle = needed <= (await SizeAsync(Sql.SlotOf(ring.Oldest))).Segments / LittlePart;
        return (ring.IsClosedForLong || isLittle) && await CopyOutAsync(ring.Oldest, ports, others, tally);
    }

    private async Task RaiseIfDueAsync(CleanUpTally tally)
    {
        var ring = await ReadAsync();
        var size = await SizeAsync(Sql.SlotOf(ring.Generation));
        bool due = size.Any && (size.Bytes >= limits.GenerationBytes || ring.IsOld);
        // The next set of tables must be empty.
        if (!due || ring.Generation - ring.Oldest >= Sql.Slots - 1) return;
        try
        {
            long next = ring.Generation + 1;
            await ExecuteAsync(
                Parameters.Command(s_lockTimeout, Parameters.Of(Milliseconds(options.LockTimeout))),
                Parameters.Command(s_lockStore),
                Parameters.Command(s_lockLanes),
                Parameters.Command(s_raiseLanes[Sql.SlotOf(ring.Generation) - 1], Parameters.Of(next)),
                Parameters.Command(s_raise, Parameters.Of(next), Parameters.Now(options.Clock)));
        }
        catch (PostgresException error) when (SqlStates.IsCollision(error.SqlState))
        {
            tally.MoreToDo = true;
        }
    }

    /// <summary>
    /// Empties a closed generation that nobody needs: that nobody does is final, for nothing is added to it and
    /// positions never go back.
    /// </summary>
    private async Task<bool> EmptyAsync(int slot, CleanUpTally tally)
    {
        var size = await SizeAsync(slot);
        try
        {
            var lanes = await Queries.RowsAsync(
                connection, Parameters.Command(s_lanes), static row => row.GetInt32(0), CancellationToken.None);
            foreach (int lane in lanes)
            {
                await ExecuteAsync(Parameters.Command(s_saveProgress[slot - 1], Parameters.Of(lane)));
                await ExecuteAsync(Parameters.Command(s_copyTransmits[slot - 1], Parameters.Of(lane)));
            }
            await ExecuteAsync(
                Parameters.Command(s_lockTimeout, Parameters.Of(Milliseconds(options.EmptyLockTimeout))),
                Parameters.Command(s_emptyTables[slot - 1]),
                Parameters.Command(s_empty));
        }
        catch (PostgresException error) when (SqlStates.IsCollision(error.SqlState))
        {
            tally.MoreToDo = true;
            return false;
        }
        tally.Segments += size.Segments;
        tally.Bytes += size.Bytes;
        return true;
    }

    /// <summary>
    /// Moves what laggards need: for ports what names them, then for hosts, then for the tracker; true when all of it
    /// is moved.
    /// </summary>
    private async Task<bool> CopyOutAsync(
        long generation, IEnumerable<Pin> ports, IEnumerable<Pin> others, CleanUpTally tally)
    {
        int slot = Sql.SlotOf(generation);
        int left = MovedMax;
        foreach (var pin in ports)
        {
            var needed = named.NeededBy(generation, pin);
            while (needed.Count > 0)
            {
                if (!MayMove(ref left, tally)) return false;
                long[] some = [.. needed.Take(MovedAtOnce)];
                tally.CopiedOut += await ExecuteAsync(Parameters.Command(
                    s_copyNamed[slot - 1], Parameters.Of(pin.Base), Parameters.Of(pin.Lane), Parameters.Of(some)));
                for (int i = 0; i < some.Length; i++) needed.Dequeue();
            }
        }
        foreach (var pin in others)
        {
            int moved;
            do
            {
                if (!MayMove(ref left, tally)) return false;
                moved = await MoveAsync(slot, pin);
                tally.CopiedOut += moved;
            }
            while (moved > 0 || !await IsDoneAsync(slot, pin));
        }
        return true;
    }

    private static bool MayMove(ref int left, CleanUpTally tally)
    {
        left -= MovedAtOnce;
        tally.MoreToDo |= left < 0;
        return left >= 0;
    }

    private Task<int> MoveAsync(int slot, Pin pin) => ExecuteAsync(pin.Reader == 0
        ? Parameters.Command(
            s_copyTracks[slot - 1], Parameters.Of(pin.Lane), Parameters.Of(pin.From), Parameters.Of(MovedAtOnce))
        : Parameters.Command(
            s_copyReferences[slot - 1], Parameters.Of(pin.Base), Parameters.Of(pin.Lane), Parameters.Of(pin.From),
            Parameters.Of(MovedAtOnce)));

    // Nothing moved may also mean that the segments had been moved for another reader.
    private async Task<bool> IsDoneAsync(int slot, Pin pin) =>
        !(await PinnedAsync(s_pinned[slot - 1])).Exists(one => one.Reader == pin.Reader && one.Lane == pin.Lane);

    private async Task<RingState> ReadAsync()
    {
        var rows = await Queries.RowsAsync(
            connection,
            Parameters.Command(
                s_read, Parameters.Now(options.Clock), Parameters.Of(limits.GenerationAge),
                Parameters.Of(limits.CopyOutAfter)),
            static row => new RingState(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2), row.GetBoolean(3)),
            CancellationToken.None);
        return rows[0];
    }

    private async Task<SlotSize> SizeAsync(int slot)
    {
        var rows = await Queries.RowsAsync(
            connection, Parameters.Command(s_size[slot - 1]),
            static row => new SlotSize(row.GetInt64(0), row.GetBoolean(1), row.GetInt64(2)), CancellationToken.None);
        return rows[0];
    }

    private Task<List<Pin>> PinnedAsync(string sql) => Queries.RowsAsync(
        connection, Parameters.Command(sql), Pin.Read, CancellationToken.None);

    private async Task<int> ExecuteAsync(params NpgsqlBatchCommand[] commands)
    {
        await using var batch = Parameters.Batch(connection, commands);
        await batch.ExecuteNonQueryAsync();
        return (int)commands[^1].RecordsAffected;
    }

    private static string Milliseconds(TimeSpan time) => $"{Math.Max(1, (long)time.TotalMilliseconds)}";

    private sealed record RingState(long Generation, long Oldest, bool IsOld, bool IsClosedForLong);

    private sealed record SlotSize(long Bytes, bool Any, long Segments);
}
