using FsCheck;
using FsCheck.Fluent;
using Viaduct.Compliance.InMemory;
using Viaduct.Compliance.Model;

namespace Viaduct.Compliance.Simulation;

/// <summary>Runs scenarios against a store and its model, and compares whatever can be seen.</summary>
internal static class Simulator
{
    private const int LookEvery = 10;

    /// <summary>Generates scenarios; a failure names the seed and the shortest list that still fails.</summary>
    /// <exception cref="Exception">A scenario failed.</exception>
    public static Task CheckAsync(Func<StoreFixture> fixtures, int runs, int steps, string? seed = null)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(runs).WithQuietOnSuccess(true);
        if (seed is not null)
        {
            var parts = seed.Split(',').Select(ulong.Parse).ToArray();
            config = config.WithReplay(parts[0], parts[1]);
        }
        var property = Prop.ForAll(
            Scenario.OfLength(steps), scenario => RunAsync(fixtures(), scenario).GetAwaiter().GetResult());
        // Properties are synchronous: a thread of its own waits for each, so that no other test does.
        return Task.Factory.StartNew(
            () => Check.One(config, property), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Runs one scenario.</summary>
    public static async Task RunAsync(StoreFixture fixture, Scenario scenario)
    {
        var model = new MessageBoxModel();
        await using var store = new World(fixture, null, new Checker());
        await using var twin = new World(new InMemoryStoreFixture(model), model, null);
        await store.OpenAsync();
        await twin.OpenAsync();
        for (var i = 0; i < scenario.Steps.Count; i++)
        {
            var step = scenario.Steps[i];
            try
            {
                var seen = await store.DoAsync(i + 1, step, null);
                (await twin.DoAsync(i + 1, step, seen.UnderWay)).MustAllow(seen);
                if (i % LookEvery == LookEvery - 1)
                {
                    await CompareAsync(store, twin);
                }
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Step {i + 1}, {step}: {error.Message}", error);
            }
        }
        var end = await store.EndAsync(scenario.Steps.Count + 1);
        (await twin.EndAsync(scenario.Steps.Count + 1)).MustAllow(end);
        await CompareAsync(store, twin);
    }

    private static async Task CompareAsync(World store, World twin)
    {
        var expected = await Contents.ReadAsync(twin.Observer, needed: true);
        var actual = await Contents.ReadAsync(store.Observer, needed: true);
        Assert.True(expected == actual, $"The model holds:\n{expected}\nThe store holds:\n{actual}");
    }
}
