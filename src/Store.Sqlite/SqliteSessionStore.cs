using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Sessions: a row, and a file that is locked while the process lives and holds the heartbeat.</summary>
internal sealed class SqliteSessionStore(Writer writer, ReaderPool readers, HeartbeatThread heartbeats, ILogger logger)
    : ISessionStore, IDisposable
{
    private const int LanesOfGroup = 16;

    private static readonly TimeSpan s_expiryWait = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<SessionId, Task<bool>> _expiring = [];
    private readonly DeathWatch _deaths = new();
    private SessionFiles? _files;
    private StoreFiles? _storeFiles;

    private SessionFiles Files =>
        _files ?? throw new InvalidOperationException("The store has not been prepared: call PrepareAsync first.");

    public void Open(StoreFiles files)
    {
        _storeFiles = files;
        _files ??= new SessionFiles(files);
    }

    /// <inheritdoc/>
    public async Task<SessionId?> StartAsync(SessionRequest request, CancellationToken cancellationToken)
    {
        var files = Files;
        // Not cancelled itself: a session that starts although nobody waits for it must be let go of.
        cancellationToken.ThrowIfCancellationRequested();
        var starting = writer.RunAsync(transaction => Start(transaction, files, request), CancellationToken.None);
        try
        {
            return await starting.WaitAsync(cancellationToken) is { } id ? new SessionId(id) : null;
        }
        catch (OperationCanceledException)
        {
            _ = LetGoAsync(starting, files);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<bool> HeartbeatAsync(SessionId session, CancellationToken cancellationToken) =>
        heartbeats.BeatAsync(Files, session, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SessionRow>> ListAsync(CancellationToken cancellationToken)
    {
        var files = Files;
        return readers.RunAsync<IReadOnlyList<SessionRow>>(
            connection =>
            {
                var rows = new List<SessionRow>();
                var reading = connection.Get(Sql.SessionList);
                while (reading.Step())
                {
                    var id = reading.Int64(0);
                    var request = new SessionRequest(
                        reading.Text(1), reading.Text(2), reading.Int32(3), reading.Text(4))
                    {
                        Hosts = SessionRequest.HostsOf(reading.Text(6)),
                    };
                    rows.Add(new SessionRow(
                        new SessionId(id), request, StoreTime.ToTime(reading.Int64(5)),
                        files.ReadHeartbeat(id), files.IsHeld(id))
                    {
                        IsReady = reading.Int32(7) != 0,
                        Load = reading.Int32(8),
                        ClockOffset = reading.Int64OrNull(9) is { } offset ? StoreTime.ToDistance(offset) : null,
                        Troubles = EndpointTrouble.ListOf(reading.Text(10)),
                    });
                }
                return rows;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task WaitForDeathAsync(SessionId session, TimeSpan longest, CancellationToken cancellationToken) =>
        _deaths.WaitAsync(Files, session, longest, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TakeOverAsync(SessionId dead, CancellationToken cancellationToken)
    {
        var files = Files;
        var taken = await writer.RunAsync(
            transaction =>
            {
                // The lock is free only once every thread of its process is gone: what it had not committed by now
                // it never will. Behind the gate, so that of several takers one wins.
                if (!Exists(transaction.Connection, dead) || files.IsHeld(dead.Value))
                {
                    transaction.Undo();
                    return false;
                }
                Free(transaction, dead, LeaseCause.Died);
                return true;
            },
            cancellationToken);
        if (taken)
        {
            files.Remove(dead.Value);
        }
        return taken;
    }

    /// <inheritdoc/>
    public async Task<bool> ExpireAsync(SessionId hung, long heartbeat, CancellationToken cancellationToken)
    {
        var files = Files;
        var row = (await ListAsync(cancellationToken)).FirstOrDefault(one => one.Id == hung);
        if (row is null || row.Heartbeat != heartbeat)
        {
            return false;
        }
        var store = _storeFiles!;
        if (LockHolder.EndIfHolding(row.Request.ProcessId, row.StartedAt, store.Turnstile, store.Gate))
        {
            // With its locks gone it is dead for everybody: whoever looks next takes it over.
            logger.EndedHung(row.Request.ProcessId, row.Request.Server, store.Database);
            return false;
        }
        // Another one that hangs may hold the gate: the caller must come round to that one.
        var expiring = _expiring.GetOrAdd(hung, _ => ExpireAsync(files, hung, heartbeat));
        await Task.WhenAny(expiring, Task.Delay(s_expiryWait, TimeProvider.System, cancellationToken));
        return expiring.IsCompleted && await expiring;
    }

    private async Task<bool> ExpireAsync(SessionFiles files, SessionId hung, long heartbeat)
    {
        try
        {
            var expired = await writer.RunAsync(
                transaction =>
                {
                    if (!Exists(transaction.Connection, hung) || files.ReadHeartbeat(hung.Value) != heartbeat)
                    {
                        transaction.Undo();
                        return false;
                    }
                    Free(transaction, hung, LeaseCause.Hung);
                    return true;
                },
                CancellationToken.None);
            if (expired)
            {
                files.Remove(hung.Value);
            }
            return expired;
        }
        finally
        {
            _expiring.TryRemove(hung, out _);
        }
    }

    /// <inheritdoc/>
    public Task<int> OpenReplyReaderAsync(SessionId session, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction =>
            {
                var reading = transaction.Get(Sql.ServerOfSession).Bind(1, session.Value);
                if (!reading.Step())
                {
                    throw NotAlive(session);
                }
                var server = reading.Text(0);
                reading.Reset();
                return (int)ReaderRows.FindOrAdd(transaction, ReaderKind.Reply, server, reads: null);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<Holdings> AcquireAsync(
        SessionId session, int lanesMin, IReadOnlyCollection<int> readers, CancellationToken cancellationToken) =>
        writer.RunAsync(transaction => Acquire(transaction, session, lanesMin, readers), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> GiveAsync(
        SessionId session, SessionId heir, IReadOnlyList<OwnedReader> readers, CancellationToken cancellationToken) =>
        writer.RunAsync(transaction => Give(transaction, session, heir, readers), cancellationToken);

    /// <inheritdoc/>
    public Task ReportAsync(SessionId session, SessionReport report, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction => transaction.Get(Sql.SessionReport)
                .Bind(1, session.Value).Bind(2, report.IsReady ? 1 : 0).Bind(3, report.Load)
                .Bind(4, StoreTime.From(report.Now) - transaction.Now)
                .Bind(5, EndpointTrouble.TextOf(report.Troubles)).Run(),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReaderOwner>> ListOwnersAsync(CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyList<ReaderOwner>>(
            connection =>
            {
                var owners = new List<ReaderOwner>();
                var reading = connection.Get(Sql.ListOwners);
                while (reading.Step())
                {
                    owners.Add(new ReaderOwner(
                        new ReaderLane(reading.Int32(0), reading.Int32(1)), new SessionId(reading.Int64(2))));
                }
                return owners;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task EndAsync(SessionId session, CancellationToken cancellationToken)
    {
        var files = Files;
        await writer.RunAsync(
            transaction =>
            {
                if (!Exists(transaction.Connection, session))
                {
                    transaction.Undo();
                    return false;
                }
                Free(transaction, session, LeaseCause.Stopped);
                return true;
            },
            cancellationToken);
        files.Remove(session.Value);
    }

    /// <summary>Whether a session has not ended.</summary>
    public static bool Exists(Connection connection, SessionId session) =>
        connection.Get(Sql.SessionExists).Bind(1, session.Value).Scalar() is not null;

    public void Dispose() => _files?.Dispose();

    private static async Task LetGoAsync(Task<long?> starting, SessionFiles files)
    {
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (starting.IsCompletedSuccessfully && await starting is { } id)
        {
            files.Forget(id);
        }
    }

    private static long? Start(WriteTransaction transaction, SessionFiles files, SessionRequest request)
    {
        var reading = transaction.Get(Sql.SessionOfServer).Bind(1, request.Server);
        while (reading.Step())
        {
            if (files.IsHeld(reading.Int64(0)))
            {
                transaction.Undo();
                return null;
            }
        }
        files.Sweep(Ids(transaction));
        transaction.Get(Sql.SessionStart)
            .Bind(1, request.Server).Bind(2, request.Machine).Bind(3, request.ProcessId)
            .Bind(4, request.ProductVersion).Bind(5, transaction.Now).Bind(6, request.HostsText).Run();
        var id = transaction.Connection.LastInsertedRow;
        files.Start(id);
        transaction.Hint();
        return id;
    }

    private static HashSet<long> Ids(WriteTransaction transaction)
    {
        var ids = new HashSet<long>();
        var reading = transaction.Get(Sql.SessionIds);
        while (reading.Step())
        {
            ids.Add(reading.Int64(0));
        }
        return ids;
    }

    private static void Free(WriteTransaction transaction, SessionId session, LeaseCause why)
    {
        var deaths = why == LeaseCause.Stopped ? 0 : 1;
        if (deaths > 0)
        {
            foreach (var owned in ReaderLanes.ReadOf(transaction.Connection, session))
            {
                transaction.Get(Sql.CountDeath)
                    .Bind(1, owned.ReaderLane.Reader).Bind(2, owned.ReaderLane.Lane)
                    .Bind(3, owned.Progress.Position.Sequence).Bind(4, owned.Progress.Position.Item).Run();
            }
        }
        transaction.Get(Sql.FreeLanes).Bind(1, session.Value).Run();
        transaction.Get(Sql.FreeReaders).Bind(1, session.Value).Run();
        transaction.Get(Sql.FreeOpenItems).Bind(1, session.Value).Bind(2, transaction.Now).Bind(3, deaths).Run();
        transaction.Get(Sql.FreeClaims).Bind(1, session.Value).Bind(2, deaths).Run();
        transaction.Get(Sql.FreeLeases).Bind(1, session.Value).Bind(2, (long)why).Bind(3, transaction.Now).Run();
        transaction.Get(Sql.SessionRemove).Bind(1, session.Value).Run();
        transaction.Hint();
    }

    private static Holdings Acquire(
        WriteTransaction transaction, SessionId session, int lanesMin, IReadOnlyCollection<int> readers)
    {
        if (!Exists(transaction.Connection, session))
        {
            throw NotAlive(session);
        }
        transaction.Get(Sql.AcquireLanes).Bind(1, session.Value).Run();
        AddLanes(transaction, session, lanesMin);
        foreach (var reader in readers.Distinct())
        {
            transaction.Get(Sql.AcquireReaders).Bind(1, session.Value).Bind(2, reader).Run();
            transaction.Get(Sql.AcquireNewReaders).Bind(1, session.Value).Bind(2, reader).Run();
        }
        return new Holdings(
            ReadLanes(transaction.Connection, session), ReaderLanes.ReadOf(transaction.Connection, session));
    }

    private static bool Give(
        WriteTransaction transaction, SessionId session, SessionId heir, IReadOnlyList<OwnedReader> given)
    {
        var isMeant = given.Count > 0 && (heir == SessionId.None || Exists(transaction.Connection, heir));
        foreach (var (key, epoch) in given)
        {
            isMeant = isMeant && transaction.Get(Sql.GiveReader)
                .Bind(1, session.Value).Bind(2, heir.Value).Bind(3, key.Reader).Bind(4, key.Lane).Bind(5, epoch)
                .Run() == 1;
        }
        if (!isMeant)
        {
            transaction.Undo();
            return false;
        }
        transaction.Get(Sql.GiveRaise).Run();
        transaction.Hint();
        return true;
    }

    private static InvalidOperationException NotAlive(SessionId session) =>
        new($"Session {session} is not alive: it was taken over or has ended.");

    private static void AddLanes(WriteTransaction transaction, SessionId session, int lanesMin)
    {
        var counting = transaction.Get(Sql.CountLanes).Bind(1, session.Value);
        counting.Step();
        var (all, own, last) = (counting.Int64(0), counting.Int64(1), counting.Int64(2));
        counting.Reset();
        for (; own < lanesMin || all < LanesOfGroup; own++, all++)
        {
            transaction.Get(Sql.AcquireNewLanes).Bind(1, ++last).Bind(2, session.Value).Run();
        }
    }

    private static List<LaneGrant> ReadLanes(Connection connection, SessionId session)
    {
        var lanes = new List<LaneGrant>();
        var reading = connection.Get(Sql.ReadLaneGrants).Bind(1, session.Value);
        while (reading.Step())
        {
            lanes.Add(new LaneGrant(reading.Int32(0), reading.Int64(1), reading.Int64(2)));
        }
        return lanes;
    }
}
