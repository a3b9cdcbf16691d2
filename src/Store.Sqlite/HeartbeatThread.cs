using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Threads;

namespace Viaduct.Store.Sqlite;

/// <summary>
/// What must not wait behind anything else: heartbeats, and the look-out for what other processes changed. A thread
/// and a connection of its own.
/// </summary>
internal sealed class HeartbeatThread : IDisposable
{
    private readonly WorkThreads _thread;
    // Not the store's clock, which only dates records: what waits here waits in real time.
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly SqliteStoreOptions _options;
    private readonly ILogger _logger;
    private readonly Availability _availability;
    private StoreFiles? _files;
    private ReadConnection? _connection;
    private TaskCompletionSource _hint = NewSignal();
    private readonly Lock _counting = new();
    private int _waiting;
    private long _version;
    private long _counter;

    public HeartbeatThread(SqliteStoreOptions options, Availability availability, ILogger logger)
    {
        (_options, _availability, _logger) = (options, availability, logger);
        _thread = new WorkThreads("heartbeats", 1, new LookOut(this));
    }

    public void Open(StoreFiles files) => _files = files;

    /// <summary>Raises the heartbeat of an own session; false if the session is no more.</summary>
    public Task<bool> BeatAsync(SessionFiles sessions, SessionId session, CancellationToken cancellationToken) =>
        RunAsync(
            connection => Beat(sessions, session) && connection.Read(
                database => database.Get(Sql.SessionExists).Bind(1, session.Value).Scalar() is not null),
            cancellationToken);

    /// <summary>Wakes who waits for a hint in this process.</summary>
    public void Hint() => Interlocked.Exchange(ref _hint, NewSignal()).TrySetResult();

    /// <summary>Waits for a hint of this process or another one, or until the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        CountWaiting(1);
        try
        {
            await Volatile.Read(ref _hint).Task.WaitAsync(longest, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time is over: as good as a hint.
        }
        finally
        {
            CountWaiting(-1);
        }
    }

    public void Dispose()
    {
        if (_thread.End())
        {
            _connection?.Dispose();
        }
    }

    // Looks out only while somebody waits.
    private void CountWaiting(int by)
    {
        lock (_counting)
        {
            _waiting += by;
            if (_waiting == (by > 0 ? 1 : 0))
            {
                _thread.IdleAfter = _waiting > 0 ? _options.HintInterval : Timeout.InfiniteTimeSpan;
            }
        }
    }

    private bool Beat(SessionFiles sessions, SessionId session)
    {
        // The writing thread cannot tell that it waits.
        if (_availability.HasNewStuckWrite())
        {
            _logger.StuckAtGate(_files!.Database, _options.UnavailableAfter.TotalSeconds);
        }
        try
        {
            return sessions.Beat(session.Value);
        }
        catch (IOException failure)
        {
            throw new StoreUnavailableException($"The heartbeat cannot be written: {failure.Message}", failure);
        }
    }

    private async Task<T> RunAsync<T>(Func<ReadConnection, T> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var files = _files
            ?? throw new InvalidOperationException("The store has not been prepared: call PrepareAsync first.");
        var work = new CallWork<T>(_ => call(_connection ??= new ReadConnection(files, _availability)));
        _thread.Post(work);
        return await work.Task.WaitAsync(cancellationToken);
    }

    // The version costs next to nothing and changes with every commit of others; the counter only with what is looked
    // for.
    private void Look(StoreFiles files)
    {
        _connection ??= new ReadConnection(files, _availability);
        var counter = _connection.Read(database =>
        {
            var version = database.Get(Sql.DataVersion).Scalar() ?? 0;
            if (version == _version)
            {
                return _counter;
            }
            _version = version;
            return database.Get(Sql.HintRead).Scalar() ?? 0;
        });
        if (counter != _counter)
        {
            _counter = counter;
            Hint();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class LookOut(HeartbeatThread heartbeats) : IWork
    {
        public void Run(int thread)
        {
            try
            {
                if (heartbeats._files is { } files)
                {
                    heartbeats.Look(files);
                }
            }
            // A look that fails is a hint that got lost: whoever waits has an end of its own.
            catch (Exception failure) when (failure is StoreUnavailableException or StoreRefusedException)
            {
            }
        }

        public void Fail(Exception reason)
        {
        }
    }
}
