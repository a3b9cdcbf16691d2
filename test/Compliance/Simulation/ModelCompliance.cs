namespace Viaduct.Compliance.Simulation;

/// <summary>
/// Generated schedules of up to three processes that work, die at any moment, sleep through their own takeover and come
/// back: the store shows what the model shows, and breaks no invariant. A few by default, many with VIADUCT_LONG=1; to
/// repeat a failure, set VIADUCT_SEED to the two numbers that it names.
/// </summary>
public abstract class ModelCompliance(Func<StoreFixture> fixtures)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";
    private static readonly string? Seed = Environment.GetEnvironmentVariable("VIADUCT_SEED");

    [Fact]
    public Task Whatever_happens_in_whatever_order_the_store_is_as_the_model_says() =>
        CheckAsync(runs: IsLong ? 300 : 12, steps: IsLong ? 150 : 60);

    [Fact]
    public Task Short_schedules_too() => CheckAsync(runs: IsLong ? 1000 : 15, steps: 20);

    /// <summary>Runs so many schedules of up to so many steps; the same ones each time, with a seed.</summary>
    protected Task CheckAsync(int runs, int steps, string? seed = null) =>
        Simulator.CheckAsync(fixtures, runs, steps, seed ?? Seed);
}
