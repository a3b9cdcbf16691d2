using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Drills;

/// <summary>Reports of drills are kept as they are, in their order, up to a number.</summary>
public abstract class DrillCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private const int Many = 100;
    private static readonly DateTimeOffset Begin = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    [Promise("IDrillStore.AddAsync", 1)]
    public async Task What_is_kept_is_there_for_other_processes()
    {
        var a = await JoinAsync();
        byte[] report = [.. Enumerable.Range(0, 300_000).Select(i => (byte)i)];
        var drill = Drill(1) with { Server = "über \u0001 '\"", By = new string('x', 200) };
        Assert.True(await a.Store.Drills.AddAsync(drill, report, Many, default));
        await CrashAsync(a);
        var other = await Fixture.OpenAsync();
        Assert.Equal(drill, Assert.Single(await other.Drills.ListAsync(Many, default)));
        Assert.Equal(report, await other.Drills.GetAsync(drill.Id, default));
        Assert.Null(await other.Drills.GetAsync(Drill(2).Id, default));
    }

    [Fact]
    [Promise("IDrillStore.AddAsync", 2)]
    public async Task The_same_id_again_changes_nothing()
    {
        var store = (await JoinAsync()).Store;
        Assert.True(await store.Drills.AddAsync(Drill(1), "first"u8.ToArray(), Many, default));
        var other = Drill(1) with { Verdict = "failed" };
        Assert.False(await store.Drills.AddAsync(other, "other"u8.ToArray(), Many, default));
        Assert.Equal(Drill(1), Assert.Single(await store.Drills.ListAsync(Many, default)));
        Assert.Equal("first"u8.ToArray(), await store.Drills.GetAsync(Drill(1).Id, default));
    }

    [Fact]
    [Promise("IDrillStore.AddAsync", 3)]
    public async Task Those_that_began_first_go_first()
    {
        var store = (await JoinAsync()).Store;
        foreach (int number in new[] { 3, 1, 5, 2, 4 })
            await store.Drills.AddAsync(Drill(number), "x"u8.ToArray(), 3, default);
        var kept = await store.Drills.ListAsync(Many, default);
        Assert.Equal([Drill(5), Drill(4), Drill(3)], kept);
        Assert.Equal([Drill(5), Drill(4)], await store.Drills.ListAsync(2, default));
        Assert.Null(await store.Drills.GetAsync(Drill(2).Id, default));
    }

    private static DrillRow Drill(int number) => new(
        new Guid(number, 0, 7, [1, 2, 3, 4, 5, 6, 7, 8]), Begin.AddMinutes(number), "kill", "a", "passed", "somebody");
}
