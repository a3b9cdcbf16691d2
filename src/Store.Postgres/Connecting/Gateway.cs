using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// The connections of one name (a session's, or the store's before there is one) to whichever node is the primary:
/// a small pool for calls, and dedicated ones. Calls fail with StoreUnavailableException and nothing else.
/// </summary>
/// <param name="target">The nodes.</param>
/// <param name="primary">Which of them is the primary.</param>
/// <param name="health">Told whether the store answers.</param>
/// <param name="options">Limits and times.</param>
/// <param name="applicationName">The name that all its connections carry, by which a taker ends them.</param>
/// <param name="actsOnReads">
/// True for a session's: before it is read from, a new incarnation of the store has committed something.
/// </param>
internal sealed class Gateway(
    ConnectionTarget target, Primary primary, Health health, PostgresStoreOptions options, string applicationName,
    bool actsOnReads)
    : IAsyncDisposable
{
    private const int CollisionsMax = 200;
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_poolSilence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_firstLook = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly NpgsqlDataSource?[] _pools = new NpgsqlDataSource?[target.Endpoints.Count];
    private readonly NpgsqlDataSource?[] _dedicated = new NpgsqlDataSource?[target.Endpoints.Count];
    private long _timeline;
    private bool _disposed;

    /// <summary>The name that all its connections carry, by which a taker ends them.</summary>
    public string ApplicationName => applicationName;

    public Health Health => health;

    /// <summary>Cancelled when the database has failed over: no answer comes from where it was.</summary>
    public CancellationToken UntilSuperseded() => primary.UntilSuperseded();

    /// <summary>How many nodes the database has.</summary>
    public int Nodes => target.Endpoints.Count;

    /// <summary>True if the database has failed over since.</summary>
    public bool HasReplaced(Backend backend) => primary.HasReplaced(backend);

    /// <summary>Runs something that only reads. Its cancellation ends the wait, and the statement.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public Task<T> ReadAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        WaitAsync(CallAsync(work, cancellationToken), cancellationToken);

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
    public Task<T> WriteAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : WaitAsync(CallAsync(work, CancellationToken.None), cancellationToken);

    /// <summary>A connection of one's own. Whatever fails is thrown as it is.</summary>
    public async Task<Dedicated> OpenDedicatedAsync(CancellationToken cancellationToken)
    {
        var opening = ElectAsync(
            async endpoint =>
            {
                var dedicated = await ConnectAsync(endpoint, cancellationToken);
                try
                {
                    await AcceptAsync(endpoint, dedicated.Connection, dedicated.Backend);
                    return dedicated;
                }
                catch
                {
                    await dedicated.DisposeAsync();
                    throw;
                }
            },
            s_silence);
        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = Election.DiscardAsync(opening);
            throw;
        }
    }

    /// <summary>
    /// Asks all nodes who they are, unless that was done a moment ago, without being waited for: a higher timeline
    /// takes over, and a second primary is named in the log.
    /// </summary>
    public void LookAround()
    {
        if (!primary.MayLook()) return;
        for (int endpoint = 0; endpoint < Nodes; endpoint++) _ = LookAtAsync(endpoint);
    }

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
        while (true)
        {
            var superseded = ForgetThePast();
            var connection = await ElectAsync(
                async endpoint => await Source(_pools, endpoint, pooled: true).OpenConnectionAsync(cancellationToken),
                s_poolSilence);
            if (superseded.IsCancellationRequested)
            {
                // It may be one from before the failover that has just been seen.
                await connection.DisposeAsync();
                continue;
            }
            var run = UseAsync(connection, work, cancellationToken);
            try
            {
                return await run.WaitAsync(superseded);
            }
            catch (OperationCanceledException)
                when (superseded.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                LeaveBehind(run);
                throw new NotPrimaryException("The database has failed over.");
            }
        }
    }

    private static async Task<T> UseAsync<T>(
        NpgsqlConnection connection, Func<NpgsqlConnection, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        await using (connection) return await work(connection, cancellationToken);
    }

    private static async Task<T> WaitAsync<T>(Task<T> call, CancellationToken cancellationToken)
    {
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

    /// <summary>
    /// Asks the node that was the primary last; if it is not, or says nothing for a while, all others at once. The
    /// first one wins. As long as nothing is known, all are asked, and the highest timeline wins: a primary that was
    /// replaced may be up.
    /// </summary>
    private async Task<T> ElectAsync<T>(Func<int, Task<T>> open, TimeSpan patience)
        where T : IAsyncDisposable
    {
        if (Nodes == 1) return await open(0);
        var nodes = Enumerable.Range(0, Nodes);
        if (primary.Timeline == 0) return await Election.HighestAsync([.. nodes.Select(open)], s_firstLook, primary);
        int last = primary.Endpoint;
        var first = open(last);
        try
        {
            return await first.WaitAsync(patience, TimeProvider.System);
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            return await Election.FirstAsync([first, .. nodes.Where(one => one != last).Select(open)]);
        }
    }

    private async Task<Dedicated> ConnectAsync(int endpoint, CancellationToken cancellationToken)
    {
        target.Cut.ThrowIfCut();
        var connection = await Source(_dedicated, endpoint, pooled: false).OpenConnectionAsync(cancellationToken);
        try
        {
            target.Cut.ThrowIfCut();
            return new Dedicated(connection, await Backend.ReadAsync(connection, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task LookAtAsync(int endpoint)
    {
        try
        {
            await using var dedicated = await ConnectAsync(endpoint, CancellationToken.None);
            primary.Look(endpoint, target.NameOf(endpoint), dedicated.Backend);
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            // It says nothing, or is none of this group's any more.
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
                async connection =>
                {
                    target.Cut.ThrowIfCut();
                    await AcceptAsync(
                        endpoint, connection, await Backend.ReadAsync(connection, CancellationToken.None));
                });
        }
        return builder.Build();
    }

    private async Task AcceptAsync(int endpoint, NpgsqlConnection connection, Backend backend)
    {
        primary.Accept(endpoint, target.NameOf(endpoint), backend);
        if (actsOnReads && !primary.IsProven(backend))
        {
            await ReplicationProof.RunAsync(connection);
            primary.Prove(backend);
        }
        health.Answered();
    }

    /// <summary>After a failover the pools may hold connections to the node that was replaced.</summary>
    /// <returns>Cancelled when that happens again.</returns>
    private CancellationToken ForgetThePast()
    {
        var superseded = primary.UntilSuperseded();
        long timeline = primary.Timeline;
        lock (_lock)
        {
            if (timeline != _timeline)
            {
                foreach (var pool in _pools) pool?.Clear();
            }
            _timeline = timeline;
        }
        return superseded;
    }
}
