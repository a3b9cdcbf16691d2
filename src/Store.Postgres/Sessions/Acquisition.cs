using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Reading;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>Takes what is free, and reads all that a session owns: one round trip, one transaction.</summary>
internal static class Acquisition
{
    /// <summary>The group has at least this many lanes.</summary>
    private const int GroupLanesMin = 16;

    private static readonly string s_fence = Sql.Read("SessionFence");
    private static readonly string s_lockStore = Sql.Read("LockStore");
    private static readonly string s_lanes = Sql.Read("AcquireLanes");
    private static readonly string s_newLanes = Sql.Read("AcquireNewLanes");
    private static readonly string s_newReaders = Sql.Read("AcquireNewReaders");
    private static readonly string s_readers = Sql.Read("AcquireReaders");
    private static readonly string s_readLanes = Sql.Read("ReadLaneGrants");
    private static readonly string s_openReplies = Sql.Read("OpenReplyReader");
    private static readonly string s_readReplies = Sql.Read("ReadReplyReader");
    private static readonly string s_readReaders = Sql.Read("ReadReaderGrants");
    private static readonly string s_readTransmits = Sql.Read("ReadTransmits");

    /// <exception cref="InvalidOperationException">The session is gone.</exception>
    public static async Task<Holdings> RunAsync(
        Gateway gateway, SessionId session, int lanesMin, int[] readers, CancellationToken cancellationToken)
    {
        try
        {
            return await gateway.WriteAsync(
                (connection, _) => AcquireAsync(connection, session, lanesMin, readers), cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == SqlStates.SessionGone)
        {
            throw new InvalidOperationException(error.MessageText, error);
        }
    }

    /// <summary>The reply reader of the session's server.</summary>
    /// <exception cref="InvalidOperationException">The session is gone.</exception>
    public static async Task<int> OpenReplyReaderAsync(
        Gateway gateway, SessionId session, CancellationToken cancellationToken)
    {
        try
        {
            var found = await gateway.WriteAsync(
                async (connection, none) =>
                {
                    await using (var open = Parameters.Batch(
                        connection,
                        Parameters.Command(s_fence, Parameters.Of(session.Value)),
                        Parameters.Command(s_lockStore),
                        Parameters.Command(s_openReplies, Parameters.Of(session.Value))))
                    {
                        await open.ExecuteNonQueryAsync(none);
                    }
                    return await Queries.RowsAsync(
                        connection, Parameters.Command(s_readReplies, Parameters.Of(session.Value)),
                        static row => row.GetInt32(0), none);
                },
                cancellationToken);
            return found.Count == 1 ? found[0] : throw new InvalidOperationException($"Session {session} is gone.");
        }
        catch (PostgresException error) when (error.SqlState == SqlStates.SessionGone)
        {
            throw new InvalidOperationException(error.MessageText, error);
        }
    }

    private static async Task<Holdings> AcquireAsync(
        NpgsqlConnection connection, SessionId session, int lanesMin, int[] readers)
    {
        await using var batch = Parameters.Batch(
            connection,
            Parameters.Command(s_readLanes, Parameters.Of(session.Value)),
            Parameters.Command(s_readReaders, Parameters.Of(session.Value)),
            Parameters.Command(s_readTransmits, Parameters.Of(session.Value)));
        await using (var take = Parameters.Batch(
            connection,
            Parameters.Command(s_fence, Parameters.Of(session.Value)),
            Parameters.Command(s_lockStore),
            Parameters.Command(s_lanes, Parameters.Of(session.Value)),
            Parameters.Command(
                s_newLanes, Parameters.Of(session.Value), Parameters.Of(lanesMin), Parameters.Of(GroupLanesMin)),
            Parameters.Command(s_newReaders, Parameters.Of(session.Value), Parameters.Of(readers)),
            Parameters.Command(s_readers, Parameters.Of(session.Value), Parameters.Of(readers))))
        {
            await take.ExecuteNonQueryAsync();
        }
        await using var reader = await batch.ExecuteReaderAsync();
        var lanes = await ReadLanesAsync(reader);
        await reader.NextResultAsync();
        var grants = await ReadReadersAsync(reader);
        await reader.NextResultAsync();
        await AddTransmitsAsync(reader, grants);
        return new Holdings(lanes, grants.Values.ToList());
    }

    private static async Task<List<LaneGrant>> ReadLanesAsync(NpgsqlDataReader reader)
    {
        var lanes = new List<LaneGrant>();
        while (await reader.ReadAsync())
        {
            lanes.Add(new LaneGrant(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2)));
        }
        return lanes;
    }

    private static async Task<OrderedDictionary<ReaderLane, ReaderGrant>> ReadReadersAsync(NpgsqlDataReader reader)
    {
        var grants = new OrderedDictionary<ReaderLane, ReaderGrant>();
        while (await reader.ReadAsync())
        {
            var key = new ReaderLane(reader.GetInt32(0), reader.GetInt32(1));
            var progress = new ProgressRow(
                key, reader.GetInt64(3), reader.GetInt64(4), new Position(reader.GetInt64(5), reader.GetInt32(6)),
                reader.GetFieldValue<byte[]>(7));
            grants.Add(key, new ReaderGrant(key, reader.GetInt64(2), progress, [], reader.GetInt32(8))
            {
                Home = new SessionId(reader.GetInt64(9)),
            });
        }
        return grants;
    }

    private static async Task AddTransmitsAsync(
        NpgsqlDataReader reader, OrderedDictionary<ReaderLane, ReaderGrant> grants)
    {
        var rows = new Dictionary<ReaderLane, List<TransmitRow>>();
        while (await reader.ReadAsync())
        {
            var key = new ReaderLane(reader.GetInt32(0), reader.GetInt32(1));
            if (!rows.TryGetValue(key, out var own)) rows.Add(key, own = []);
            own.Add(new TransmitRow(
                key, reader.GetInt64(2), reader.GetInt64(3), new Position(reader.GetInt64(4), reader.GetInt32(5)),
                reader.GetFieldValue<byte[]>(6)));
        }
        foreach (var (key, own) in rows)
        {
            if (grants.TryGetValue(key, out var grant)) grants[key] = grant with { Transmits = own };
        }
    }
}
