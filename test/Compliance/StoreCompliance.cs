using Viaduct.Core.Store;

namespace Viaduct.Compliance;

/// <summary>
/// What every suite has: an empty database per test, and processes that join over it. A provider derives each suite and
/// gives it a fixture, nothing else.
/// </summary>
public abstract class StoreCompliance(StoreFixture fixture) : IAsyncLifetime
{
    /// <summary>Nothing in a suite lasts this long; what does, hangs.</summary>
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The hosts that every configuration of the tests has.</summary>
    protected static readonly string[] Hosts = ["send", "archive"];

    /// <summary>The database of the test.</summary>
    protected StoreFixture Fixture => fixture;

    /// <summary>The store's clock.</summary>
    protected ManualClock Clock => fixture.Clock;

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return fixture.DisposeAsync();
    }

    /// <summary>
    /// A process joins: with a configuration of two hosts (the first one applies it), a session, its lanes and all
    /// readers in them.
    /// </summary>
    protected async Task<StoreProcess> JoinAsync(string server = "a")
    {
        var process = await StartAsync(server);
        await process.AcquireAsync();
        return process;
    }

    /// <summary>As <see cref="JoinAsync"/>, before it takes anything.</summary>
    protected async Task<StoreProcess> StartAsync(string server = "a")
    {
        var store = await fixture.OpenAsync();
        var active = await store.Configuration.GetActiveAsync(CancellationToken.None)
            ?? await store.Configuration.ActivateAsync(Some.Configuration(Hosts), CancellationToken.None);
        return await StartAsync(store, server, active);
    }

    /// <summary>A session of an open store.</summary>
    protected static async Task<StoreProcess> StartAsync(
        IStore store, string server, ActiveConfiguration? active = null)
    {
        var session = await store.Sessions.StartAsync(Some.Request(server), CancellationToken.None);
        Assert.True(session is not null, $"No session for '{server}': a live one has its name.");
        return new StoreProcess(store, server, session.Value) { Configuration = active };
    }

    /// <summary>The process dies.</summary>
    protected Task CrashAsync(StoreProcess process) => fixture.CrashAsync(process.Store);

    /// <summary>The process dies, another one takes over, and then takes what is free.</summary>
    protected async Task<Holdings> CrashAndTakeOverAsync(StoreProcess dead, StoreProcess by)
    {
        await CrashAsync(dead);
        Assert.True(await by.Store.Sessions.TakeOverAsync(dead.Session, CancellationToken.None));
        return await by.AcquireAsync();
    }

    /// <summary>Waits for what must not hang.</summary>
    protected static async Task<T> Within<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Limit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{what} has not ended within {Limit}.");
        }
    }

    /// <summary>What a session gets that may have been taken over: nothing, or an exception that says why.</summary>
    protected static async Task<IReadOnlyList<T>> NothingFor<T>(Func<Task<IReadOnlyList<T>>> call)
    {
        try
        {
            return await call();
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>Starts all at once and waits for all.</summary>
    protected static Task<T[]> Together<T>(string what, params Func<Task<T>>[] works)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = works.Select(work => Task.Run(async () =>
        {
            await start.Task;
            return await work();
        })).ToList();
        start.SetResult();
        return Within(Task.WhenAll(all), what);
    }

    /// <summary>Cleans up until nothing more goes; the clock moves on, so that whatever goes by age goes.</summary>
    protected async Task<IReadOnlyList<CleanUpReport>> CleanUpAsync(IStore store, CleanUpOptions? options = null)
    {
        var eager = options ?? new CleanUpOptions
        {
            GenerationBytes = 1,
            GenerationAge = TimeSpan.FromMinutes(1),
            CopyOutAfter = TimeSpan.FromMinutes(1),
        };
        var reports = new List<CleanUpReport>();
        var idle = 0;
        while (idle < 3)
        {
            Assert.True(reports.Count < 200, "Clean-up still finds something to do after 200 rounds.");
            Clock.Step(TimeSpan.FromMinutes(2));
            var report = await store.Maintenance.RunOnceAsync(eager, CancellationToken.None);
            idle = report is { Segments: 0, Receipts: 0, TrackingRows: 0, Bodies: 0, CopiedOut: 0, MoreToDo: false }
                ? idle + 1 : 0;
            reports.Add(report);
        }
        return reports;
    }
}
