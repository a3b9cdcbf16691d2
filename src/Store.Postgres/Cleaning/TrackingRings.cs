using System.Runtime.InteropServices;
using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Reading;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>
/// The rings of tracking, one per retention class (rule 73): raises the generation that is written when it has lasted
/// for a third of the class's time, and empties those that were closed as long ago as it says. Nobody needs what they
/// hold, so that nothing is moved. On one connection, by one process at a time.
/// </summary>
internal sealed class TrackingRings(NpgsqlConnection connection, PostgresStoreOptions options, CleanUpOptions limits)
{
    // A raise stops all writers for a moment: not more often than this, however short a class is.
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(10);
    private static readonly string s_rings = Sql.Read("TrackingRings");
    private static readonly string[][] s_newest = Sql.ReadPerTrackingSlot("TrackingNewest");
    private static readonly string[][] s_size = Sql.ReadPerTrackingSlot("TrackingSize");
    private static readonly string s_lockTimeout = Sql.Read("LockTimeout");
    private static readonly string s_lockStore = Sql.Read("LockStore");
    private static readonly string s_lockLanes = Sql.Read("ActivateLock");
    private static readonly string s_raiseLanes = Sql.Read("RaiseTrackingLanes");
    private static readonly string s_raise = Sql.Read("RaiseTracking");
    private static readonly string[][] s_emptyTables = Sql.ReadPerTrackingSlot("EmptyTrackingTables");
    private static readonly string s_empty = Sql.Read("EmptyTracking");

    public async Task RunAsync(CleanUpTally tally)
    {
        foreach (var ring in await ReadAsync())
        {
            try
            {
                if (ring.IsOver) await EmptyAsync(ring, tally);
                if (ring.IsOld) await RaiseAsync(ring);
            }
            catch (PostgresException error) when (SqlStates.IsCollision(error.SqlState))
            {
                // Somebody reads what is to go, or writes all the time: next time.
                tally.MoreToDo = true;
            }
        }
    }

    private async Task RaiseAsync(RingState ring)
    {
        // The next set of tables must be empty; and what is empty need not be closed.
        if (ring.Generation - ring.Oldest >= Sql.TrackingSlots - 1) return;
        if (!(await SizeAsync(ring.Retention, ring.Generation)).Any) return;
        var newest = await NewestAsync(ring);
        long next = ring.Generation + 1;
        await ExecuteAsync(
            Parameters.Command(s_lockTimeout, Parameters.Of(Milliseconds(options.LockTimeout))),
            Parameters.Command(s_lockStore),
            Parameters.Command(s_lockLanes),
            Parameters.Command(s_raiseLanes, Parameters.Of(ring.Retention), Parameters.Of(next)),
            Parameters.Command(
                s_raise, Parameters.Of(ring.Retention), Parameters.Of(next), Parameters.Now(options.Clock),
                newest));
    }

    private async Task EmptyAsync(RingState ring, CleanUpTally tally)
    {
        var size = await SizeAsync(ring.Retention, ring.Oldest);
        await ExecuteAsync(
            Parameters.Command(s_lockTimeout, Parameters.Of(Milliseconds(options.EmptyLockTimeout))),
            Parameters.Command(s_emptyTables[ring.Retention][Sql.TrackingSlotOf(ring.Oldest) - 1]),
            Parameters.Command(s_empty, Parameters.Of(ring.Retention), Parameters.Of(ring.Oldest)));
        tally.TrackingRows += size.Rows;
        tally.Bytes += size.Bytes;
        // There may be another one behind it.
        tally.MoreToDo |= ring.Oldest + 1 < ring.Generation;
    }

    private Task<List<RingState>> ReadAsync() => Queries.RowsAsync(
        connection,
        Parameters.Command(
            s_rings, Parameters.Now(options.Clock), Parameters.Of(limits.Tracking), Parameters.Of(s_shortest)),
        static row => new RingState(
            row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetBoolean(3), row.GetBoolean(4)),
        CancellationToken.None);

    private async Task<SlotSize> SizeAsync(int retention, long generation)
    {
        var rows = await Queries.RowsAsync(
            connection, Parameters.Command(s_size[retention][Sql.TrackingSlotOf(generation) - 1]),
            static row => new SlotSize(row.GetBoolean(0), row.GetInt64(1), row.GetInt64(2)), CancellationToken.None);
        return rows[0];
    }

    /// <summary>The time of the last event in the generation that is written, as a parameter.</summary>
    private async Task<NpgsqlParameter> NewestAsync(RingState ring)
    {
        var rows = await Queries.RowsAsync(
            connection,
            Parameters.Command(s_newest[ring.Retention][Sql.TrackingSlotOf(ring.Generation) - 1]),
            static row => row.IsDBNull(0) ? null : (DateTimeOffset?)row.GetFieldValue<DateTimeOffset>(0),
            CancellationToken.None);
        return Parameters.Of(rows[0]);
    }

    private async Task ExecuteAsync(params NpgsqlBatchCommand[] commands)
    {
        await using var batch = Parameters.Batch(connection, commands);
        await batch.ExecuteNonQueryAsync();
    }

    private static string Milliseconds(TimeSpan time) => $"{Math.Max(1, (long)time.TotalMilliseconds)}";

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct RingState(int Retention, long Generation, long Oldest, bool IsOld, bool IsOver);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct SlotSize(bool Any, long Rows, long Bytes);
}
