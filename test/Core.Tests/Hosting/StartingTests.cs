using Viaduct.Core.Model;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>A server that takes long to start lives; one that was taken over meanwhile begins anew.</summary>
public class StartingTests
{
    [Fact]
    public async Task A_server_shows_that_it_lives_while_it_starts()
    {
        await using var runtime = new MemoryRuntime();
        runtime.Box.BeforeAcquire = async _ =>
        {
            runtime.Box.BeforeAcquire = null;
            long before = await HeartbeatAsync(runtime);
            await MemoryRuntime.UntilAsync(
                async () => await HeartbeatAsync(runtime) > before + 1, "it beats though it has not started yet");
        };

        await runtime.StartAsync(Model()).WaitAsync(2 * MemoryRuntime.Patience);
        await DeliversAsync(runtime);
    }

    [Fact]
    public async Task A_server_that_was_taken_over_while_it_started_joins_anew()
    {
        await using var runtime = new MemoryRuntime();
        runtime.Box.BeforeAcquire = async token =>
        {
            runtime.Box.BeforeAcquire = null;
            await MemoryRuntime.UntilAsync(
                async () =>
                {
                    var own = (await runtime.Store.Sessions.ListAsync(token)).Single();
                    return await runtime.Store.Sessions.ExpireAsync(own.Id, own.Heartbeat, token);
                },
                "somebody takes over");
        };

        await runtime.StartAsync(Model()).WaitAsync(MemoryRuntime.Patience);
        await DeliversAsync(runtime);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_whose_store_goes_away_before_it_is_ready_waits_and_joins_anew(bool goesAgain)
    {
        await using var runtime = new MemoryRuntime();
        runtime.Box.BeforeAcquire = _ =>
        {
            runtime.Box.BeforeAcquire = null;
            runtime.Box.IsAvailable = false;
            // Its end is not written either: its lock must not keep the name from the next session.
            if (goesAgain)
                runtime.Box.BeforeEnd = () =>
                {
                    runtime.Box.BeforeEnd = null;
                    runtime.Box.IsAvailable = false;
                };
            return Task.CompletedTask;
        };

        var starting = runtime.StartAsync(Model());
        await MemoryRuntime.UntilAsync(() => runtime.Log.Of(2006).Count == 1, "it says that it waits");
        Assert.False(runtime.Server.IsReady);
        runtime.Box.IsAvailable = true;
        if (goesAgain)
        {
            await MemoryRuntime.UntilAsync(() => runtime.Log.Of(2002).Count > 0, "the store is away again");
            runtime.Box.IsAvailable = true;
        }

        await starting.WaitAsync(MemoryRuntime.Patience);
        await DeliversAsync(runtime);
        Assert.Empty(runtime.Log.Errors);
        Assert.Single(await runtime.Store.Sessions.ListAsync(default));
    }

    private static async Task<long> HeartbeatAsync(MemoryRuntime runtime) =>
        (await runtime.Store.Sessions.ListAsync(default)).Single().Heartbeat;

    private static async Task DeliversAsync(MemoryRuntime runtime)
    {
        await runtime.SubmitAsync("in-in", ["one"]);
        await MemoryRuntime.UntilAsync(() => runtime.Delivered.ContainsKey(("out", "one")), "it delivers");
    }

    private static GroupModel Model() => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")], [MemoryGroup.Send("out", "receivePort == \"in\"")]);
}
