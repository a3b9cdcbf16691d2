using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Threads;

namespace Viaduct.Store.Sqlite;

/// <summary>
/// What must not wait behind anything else: heartbeats, and the look-out for what other processes changed. A thread
/// and a connection of its own.
/// </summary>
internal sealed class Pulse : IDisposable
{
    private readonly WorkThreads _thread = new("pulse", 1);
    // Not the store's clock, which only dates records: what waits here waits in real time.
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly TimeSpan _interval;
    private readonly Availability _availability;
    private StoreFiles? _files;
    private ReadConnection? _connection;
    private TaskCompletionSource _hint = NewSignal();
    private ITimer? _timer;
    private int _waiting;
    private int _looking;
    private long _version;
    private long _counter;

    public Pulse(TimeSpan interval, Availability availability)
    {
        _interval = interval;
        _availability = availability;
    }

    public void Open(StoreFiles files)
    {
        _files = files;
        _timer ??= _clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raises the heartbeat of an own session; false if the session is no more.</summary>
    public Task<bool> BeatAsync(SessionFiles sessions, SessionId session, CancellationToken cancellationToken) =>
        RunAsync(
            connection => sessions.Beat(session.Value) && connection.Read(
                database => database.Get(Sql.SessionExists).Bind(1, session.Value).Scalar() is not null),
            cancellationToken);

    /// <summary>Wakes who waits for a hint in this process.</summary>
    public void Hint() => Interlocked.Exchange(ref _hint, NewSignal()).TrySetResult();

    /// <summary>Waits for a hint of this process or another one, or until the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) == 1)
        {
            _timer?.Change(_interval, _interval);
        }
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
            if (Interlocked.Decrement(ref _waiting) == 0)
            {
                _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        if (_thread.End())
        {
            _connection?.Dispose();
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

    // At most one look at a time: a slow one makes the next ones nothing, not a queue.
    private void Look()
    {
        if (Interlocked.Exchange(ref _looking, 1) == 0)
        {
            _thread.Post(new CallWork<bool>(_ =>
            {
                try
                {
                    return LookNow();
                }
                finally
                {
                    Volatile.Write(ref _looking, 0);
                }
            }));
        }
    }

    // The version costs next to nothing and changes with every commit of others; the counter only with what they look
    // for.
    private bool LookNow()
    {
        var connection = _connection ??= new ReadConnection(_files!, _availability);
        return connection.Read(database =>
        {
            var version = database.Get(Sql.DataVersion).Scalar() ?? 0;
            if (version == _version)
            {
                return false;
            }
            _version = version;
            var counter = database.Get(Sql.HintRead).Scalar() ?? 0;
            if (counter == _counter)
            {
                return false;
            }
            _counter = counter;
            Hint();
            return true;
        });
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
