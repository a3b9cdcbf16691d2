using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// The connections of one name (a session's, or the store's before there is one) to whichever node is the primary:
/// a small pool for calls, and dedicated ones. Calls fail with StoreUnavailableException and nothing else.
/// </summary>
internal sealed class Gateway(
    ConnectionTarget target, Primary primary, Health health, PostgresStoreOptions options, string applicationName)
    : IAsyncDisposable
{
    private const int CollisionsMax = 200;
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly NpgsqlDataSource?[] _pools = new NpgsqlDataSource?[target.Endpoints.Count];
    private readonly NpgsqlDataSource?[] _dedicated = new NpgsqlDataSource?[target.Endpoints.Count];
    private long _timeline;
    private bool _disposed;

    /// <summary>The name that all its connections carry, by which a taker ends them.</summary>
    public string ApplicationName => applicationName;

    public Health Health => health;

    /// <summary>Runs something that only reads. Its cancellation ends the statement.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public Task<T> ReadAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        CallAsync(work, cancellationToken);

    /// <summary>
    /// Runs something that writes. It is never cancelled: a cancelled COMMIT may claim success without being
    /// replicated. Cancellation only ends the wait. It is repeated if another transaction was in the way, or if the
    /// connection broke: it must bear that.
    /// </summary>
    /// <param name="work">Gets a token that is never cancelled.</param>
    /// <param name="cancellationToken">Ends the wait, not the work.</param>
    /// <returns>What the work gives.</returns>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    /// <exception cref="ArgumentException">The database refuses the data.</exception>
    public async Task<T> WriteAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = CallAsync(work, CancellationToken.None);
        try
        {
            return await call.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LeaveBehind(call);
            throw;
        }
    }

    /// <summary>A connection of one's own. Whatever fails is thrown as it is.</summary>
    public Task<Dedicated> OpenDedicatedAsync(CancellationToken cancellationToken) =>
        ElectAsync(
            async endpoint =>
            {
                var source = Source(_dedicated, endpoint, pooled: false);
                var connection = await source.OpenConnectionAsync(cancellationToken);
                try
                {
                    var backend = await Backend.ReadAsync(connection, cancellationToken);
                    Accept(endpoint, backend);
                    return new Dedicated(connection, backend);
                }
                catch
                {
                    await connection.DisposeAsync();
                    throw;
                }
            },
            s_silence);

    /// <summary>Waits before the store is tried again.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(options.RetryEvery, TimeProvider.System, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        NpgsqlDataSource?[] sources;
        lock (_lock)
        {
            _disposed = true;
            sources = [.. _pools, .. _dedicated];
        }
        foreach (var source in sources)
        {
            if (source is not null) await source.DisposeAsync();
        }
    }

    /// <summary>Lets go of a task whose result nobody waits for any more.</summary>
    public static void LeaveBehind(Task task) =>
        _ = task.ContinueWith(
            static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);

    private async Task<T> CallAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        int collisions = 0;
        for (bool first = true; ; first = false)
        {
            try
            {
                T result = await RunAsync(work, cancellationToken);
                health.Answered();
                return result;
            }
            catch (Exception error) when (StoreErrors.IsCollision(error) && collisions < CollisionsMax)
            {
                collisions++;
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
            }
            catch (Exception error) when (StoreErrors.IsCollision(error))
            {
                throw StoreErrors.Unavailable("A row that another process holds locked", error);
            }
            // The pool may have held a connection from before a restart: one more, on a new one.
            catch (Exception error) when (first && StoreErrors.IsBroken(error)
                && !cancellationToken.IsCancellationRequested)
            {
            }
            catch (PostgresException error) when (SqlStates.IsRefusal(error.SqlState))
            {
                throw new ArgumentException(
                    $"The database refuses the data: {error.MessageText}.", nameof(work), error);
            }
            catch (Exception error) when (StoreErrors.IsUnavailable(error))
            {
                cancellationToken.ThrowIfCancellationRequested();
                health.Failed(error);
                throw StoreErrors.Unavailable(target.Description, error);
            }
        }
    }

    private async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ForgetThePast();
        await using var connection = await ElectAsync(
            async endpoint => await Source(_pools, endpoint, pooled: true).OpenConnectionAsync(cancellationToken),
            Timeout.InfiniteTimeSpan);
        return await work(connection, cancellationToken);
    }

    /// <summary>
    /// Asks the node that was the primary last; if it is not, or says nothing for a while, all others at once. The
    /// first one wins.
    /// </summary>
    private async Task<T> ElectAsync<T>(Func<int, Task<T>> open, TimeSpan patience)
        where T : IAsyncDisposable
    {
        int last = primary.Endpoint;
        var first = open(last);
        if (target.Endpoints.Count == 1) return await first;
        try
        {
            return await first.WaitAsync(patience, TimeProvider.System);
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            var others = Enumerable.Range(0, target.Endpoints.Count).Where(one => one != last).Select(open);
            return await FirstAsync([first, .. others]);
        }
    }

    private static async Task<T> FirstAsync<T>(List<Task<T>> attempts)
        where T : IAsyncDisposable
    {
        Exception? failure = null;
        while (attempts.Count > 0)
        {
            var attempt = await Task.WhenAny(attempts);
            attempts.Remove(attempt);
            try
            {
                T winner = await attempt;
                foreach (var other in attempts) _ = DiscardAsync(other);
                return winner;
            }
            catch (Exception error) when (StoreErrors.IsUnavailable(error))
            {
                failure = error;
            }
        }
        throw failure!;
    }

    private static async Task DiscardAsync<T>(Task<T> attempt)
        where T : IAsyncDisposable
    {
        try
        {
            await (await attempt).DisposeAsync();
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error) || error is OperationCanceledException)
        {
            // It lost anyway.
        }
    }

    private NpgsqlDataSource Source(NpgsqlDataSource?[] sources, int endpoint, bool pooled)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return sources[endpoint] ??= Build(endpoint, pooled);
        }
    }

    private NpgsqlDataSource Build(int endpoint, bool pooled)
    {
        var builder = new NpgsqlDataSourceBuilder(target.ConnectionString(endpoint, applicationName, pooled));
        // Built-in types only: connecting again after a failover needs no round trips for them.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        if (pooled)
        {
            builder.UsePhysicalConnectionInitializer(
                _ => throw new NotSupportedException("Connections are opened asynchronously."),
                async connection => Accept(endpoint, await Backend.ReadAsync(connection, CancellationToken.None)));
        }
        return builder.Build();
    }

    private void Accept(int endpoint, Backend backend)
    {
        primary.Accept(endpoint, backend);
        health.Answered();
    }

    /// <summary>After a failover the pools may hold connections to the node that was replaced.</summary>
    private void ForgetThePast()
    {
        long timeline = primary.Timeline;
        lock (_lock)
        {
            if (timeline == _timeline) return;
            if (_timeline != 0)
            {
                foreach (var pool in _pools) pool?.Clear();
            }
            _timeline = timeline;
        }
    }
}
