using Microsoft.Extensions.Logging;
using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Hints;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Sessions and what they own. Rules 20 to 29 of the message box.</summary>
internal sealed class PostgresSessionStore(
    SessionLinks links, HintSender hints, PostgresStoreOptions options, ILogger logger) : ISessionStore
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(100);
    private static readonly string s_number = Sql.Read("SessionNumber");
    private static readonly string s_start = Sql.Read("SessionStart");
    private static readonly string s_list = Sql.Read("SessionList");
    private static readonly string s_takeLock = Sql.Read("SessionTakeLock");
    private static readonly string s_take = Sql.Read("SessionTake");
    private static readonly string s_endBackends = Sql.Read("SessionEndBackends");
    private static readonly string s_heartbeatOf = Sql.Read("SessionHeartbeatOf");
    private static readonly string s_lockStore = Sql.Read("LockStore");
    private static readonly string s_report = Sql.Read("SessionReport");
    private static readonly string s_owners = Sql.Read("ListOwners");

    private readonly ExpiryWatch _watch = new(options.Lease, TimeProvider.System);
    private readonly Release _release = new(options.Clock);
    private readonly DeathWatch _deaths = new(links);

    /// <inheritdoc/>
    public async Task<SessionId?> StartAsync(SessionRequest request, CancellationToken cancellationToken)
    {
        long number = await links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var batch = Parameters.Batch(connection, Parameters.Command(s_number));
                return (long)(await batch.ExecuteScalarAsync(none))!;
            },
            cancellationToken);
        var session = new SessionId(number);
        var link = links.Create(session);
        bool started = false;
        try
        {
            link.Lock = await TakeLockAsync(link.Gateway, session, cancellationToken);
            started = await TryStartAsync(link, session, request, cancellationToken);
            if (!started) return null;
            links.Add(session, link);
            link.Lock.Watch();
            hints.Send();
            return session;
        }
        finally
        {
            if (!started) await link.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public Task<bool> HeartbeatAsync(SessionId session, CancellationToken cancellationToken) =>
        links.Of(session).Heartbeat.BeatAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SessionRow>> ListAsync(CancellationToken cancellationToken) =>
        await links.General.ReadAsync(ListAsync, cancellationToken);

    /// <inheritdoc/>
    public Task WaitForDeathAsync(SessionId session, TimeSpan longest, CancellationToken cancellationToken) =>
        _deaths.WaitAsync(session, longest, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TakeOverAsync(SessionId dead, CancellationToken cancellationToken)
    {
        bool taken = await links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(none);
                if (!await TryTakeAsync(connection, dead, none)) return false;
                await _release.FreeAsync(connection, dead, LeaseCause.Died);
                await transaction.CommitAsync(none);
                return true;
            },
            cancellationToken);
        if (taken) hints.Send();
        return taken;
    }

    /// <inheritdoc/>
    public async Task<bool> ExpireAsync(SessionId hung, long heartbeat, CancellationToken cancellationToken)
    {
        bool expired = await links.General.WriteAsync(
            async (connection, none) =>
            {
                if (await ReadHeartbeatAsync(connection, hung, none) != heartbeat) return false;
                // First, outside of the transaction: what it has begun may hold its row.
                await EndBackendsAsync(connection, hung, none);
                await using var transaction = await connection.BeginTransactionAsync(none);
                await using (var take = Parameters.Batch(
                    connection, Parameters.Command(s_take, Parameters.Of(hung.Value))))
                {
                    await using var reader = await take.ExecuteReaderAsync(none);
                    if (!await reader.ReadAsync(none)) return false;
                }
                if (await ReadHeartbeatAsync(connection, hung, none) != heartbeat) return false;
                await _release.FreeAsync(connection, hung, LeaseCause.Hung);
                await transaction.CommitAsync(none);
                return true;
            },
            cancellationToken);
        if (expired) hints.Send();
        return expired;
    }

    /// <inheritdoc/>
    public Task<int> OpenReplyReaderAsync(SessionId session, CancellationToken cancellationToken) =>
        Acquisition.OpenReplyReaderAsync(links.Of(session).Gateway, session, cancellationToken);

    /// <inheritdoc/>
    public Task<Holdings> AcquireAsync(
        SessionId session, int lanesMin, IReadOnlyCollection<int> readers, CancellationToken cancellationToken) =>
        Acquisition.RunAsync(links.Of(session).Gateway, session, lanesMin, [.. readers], cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> GiveAsync(
        SessionId session, SessionId heir, IReadOnlyList<OwnedReader> readers, CancellationToken cancellationToken)
    {
        bool given = await Giving.RunAsync(links.General, session, heir, readers, cancellationToken);
        if (given) hints.Send();
        return given;
    }

    /// <inheritdoc/>
    public Task ReportAsync(SessionId session, SessionReport report, CancellationToken cancellationToken) =>
        links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var batch = Parameters.Batch(connection, Parameters.Command(
                    s_report, Parameters.Of(session.Value), Parameters.Of(report.IsReady), Parameters.Of(report.Load),
                    Parameters.Of(report.Now), Parameters.Now(options.Clock),
                    Parameters.Of(EndpointTrouble.TextOf(report.Troubles))));
                return await batch.ExecuteNonQueryAsync(none);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReaderOwner>> ListOwnersAsync(CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            () => Parameters.Command(s_owners),
            static row => new ReaderOwner(
                new ReaderLane(row.GetInt32(0), row.GetInt32(1)), new SessionId(row.GetInt64(2))),
            cancellationToken);

    /// <inheritdoc/>
    public async Task EndAsync(SessionId session, CancellationToken cancellationToken)
    {
        var link = links.Of(session);
        await link.Writer.StopAsync(cancellationToken);
        await link.Gateway.WriteAsync(
            async (connection, none) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(none);
                await using (var take = Parameters.Batch(
                    connection, Parameters.Command(s_take, Parameters.Of(session.Value))))
                {
                    await using var reader = await take.ExecuteReaderAsync(none);
                    if (!await reader.ReadAsync(none)) return false;
                }
                await _release.FreeAsync(connection, session, LeaseCause.Stopped);
                await transaction.CommitAsync(none);
                return true;
            },
            cancellationToken);
        await links.RemoveAsync(session);
        hints.Send();
    }

    private async Task<SessionLock> TakeLockAsync(
        Gateway gateway, SessionId session, CancellationToken cancellationToken)
    {
        try
        {
            return await SessionLock.TakeAsync(gateway, session, logger, cancellationToken);
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            gateway.Health.Failed(error);
            throw StoreErrors.Unavailable("The database", error);
        }
    }

    /// <summary>
    /// Writes the session's row, unless the server's name is taken. After a restart of the database nobody knows at
    /// once whether the last one of that name lives: then its heartbeat is watched for a lease.
    /// </summary>
    private async Task<bool> TryStartAsync(
        SessionLink link, SessionId session, SessionRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            bool? started = await link.Gateway.WriteAsync(
                (connection, none) => TryStartOnceAsync(connection, session, request, link.Lock!.Backend, none),
                cancellationToken);
            if (started is { } decided) return decided;
            await Task.Delay(s_lookAgain, TimeProvider.System, cancellationToken);
        }
    }

    private async Task<bool?> TryStartOnceAsync(
        NpgsqlConnection connection, SessionId session, SessionRequest request, Backend backend,
        CancellationToken none)
    {
        await using var transaction = await connection.BeginTransactionAsync(none);
        await using (var queue = Parameters.Batch(connection, Parameters.Command(s_lockStore)))
        {
            await queue.ExecuteNonQueryAsync(none);
        }
        foreach (var (row, isHeld, isSure) in await ReadSessionsAsync(connection, none))
        {
            if (row.Id == session) return true;
            if (row.Request.Server != request.Server) continue;
            if (isHeld) return false;
            if (!isSure && !_watch.IsExpired(row.Id, row.Heartbeat)) return null;
        }
        await using var start = Parameters.Batch(connection, Parameters.Command(
            s_start, Parameters.Of(session.Value), Parameters.Of(request.Server), Parameters.Of(request.Machine),
            Parameters.Of(request.ProcessId), Parameters.Of(request.ProductVersion), Parameters.Now(options.Clock),
            Parameters.Of(backend.Timeline), Parameters.Of(backend.ServerStartedAt),
            Parameters.Of(backend.RecoveredAt), Parameters.Of(backend.ProcessId), Parameters.Of(backend.StartedAt),
            Parameters.Of(request.HostsText)));
        await start.ExecuteNonQueryAsync(none);
        await transaction.CommitAsync(none);
        return true;
    }

    private async Task<IReadOnlyList<SessionRow>> ListAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = new List<SessionRow>();
        foreach (var (row, isHeld, isSure) in await ReadSessionsAsync(connection, cancellationToken))
        {
            if (isHeld || isSure) _watch.Forget(row.Id);
            rows.Add(row with { LockHeld = isHeld || (!isSure && !_watch.IsExpired(row.Id, row.Heartbeat)) });
        }
        return rows;
    }

    private static async Task<List<(SessionRow Row, bool IsHeld, bool IsSure)>> ReadSessionsAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = Parameters.Batch(
            connection, Parameters.Command(s_list, Parameters.Of(LockKeys.Session)));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(SessionRow, bool, bool)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var request = new SessionRequest(
                reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4))
            {
                Hosts = SessionRequest.HostsOf(reader.GetString(9)),
            };
            bool isHeld = reader.GetBoolean(8);
            var row = new SessionRow(
                new SessionId(reader.GetInt64(0)), request, reader.GetFieldValue<DateTimeOffset>(5),
                reader.GetInt64(6), isHeld)
            {
                IsReady = reader.GetBoolean(10),
                Load = reader.GetInt32(11),
                ClockOffset = reader.IsDBNull(12) ? null : reader.GetFieldValue<TimeSpan>(12),
                Troubles = EndpointTrouble.ListOf(reader.GetString(13)),
            };
            rows.Add((row, isHeld, reader.GetBoolean(7)));
        }
        return rows;
    }

    /// <summary>
    /// Whoever gets the dead one's lock and row is its taker; its connections are ended. A lock that is free because
    /// the database restarted says nothing (rule 21).
    /// </summary>
    private async Task<bool> TryTakeAsync(NpgsqlConnection connection, SessionId dead, CancellationToken none)
    {
        bool isSure = false;
        long heartbeat = 0;
        foreach (var (row, _, sure) in await ReadSessionsAsync(connection, none))
        {
            if (row.Id == dead) (isSure, heartbeat) = (sure, row.Heartbeat);
        }
        await using (var take = Parameters.Batch(
            connection,
            Parameters.Command(s_takeLock, Parameters.Of(LockKeys.Session), Parameters.Of(LockKeys.Of(dead.Value))),
            Parameters.Command(s_take, Parameters.Of(dead.Value))))
        {
            await using var reader = await take.ExecuteReaderAsync(none);
            await reader.ReadAsync(none);
            bool isFree = reader.GetBoolean(0);
            await reader.NextResultAsync(none);
            if (!isFree || !await reader.ReadAsync(none)) return false;
        }
        if (!isSure && !_watch.IsExpired(dead, heartbeat)) return false;
        await EndBackendsAsync(connection, dead, none);
        return true;
    }

    private static async Task EndBackendsAsync(NpgsqlConnection connection, SessionId session, CancellationToken none)
    {
        await using var end = Parameters.Batch(
            connection, Parameters.Command(s_endBackends, Parameters.Of(SessionLinks.NameOf(session))));
        await end.ExecuteNonQueryAsync(none);
    }

    private static async Task<long?> ReadHeartbeatAsync(
        NpgsqlConnection connection, SessionId session, CancellationToken none)
    {
        await using var read = Parameters.Batch(
            connection, Parameters.Command(s_heartbeatOf, Parameters.Of(session.Value)));
        return (long?)await read.ExecuteScalarAsync(none);
    }
}
