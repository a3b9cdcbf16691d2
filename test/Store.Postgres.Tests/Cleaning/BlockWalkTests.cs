using Viaduct.Store.Postgres.Cleaning;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Cleaning;

/// <summary>A walk over a table that grows meanwhile.</summary>
public sealed class BlockWalkTests(PostgresServer server) : IAsyncLifetime
{
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await TestDatabases.TakeAsync(server);

    public async ValueTask DisposeAsync() => await TestDatabases.GiveBackAsync(server, _database);

    [Fact]
    public async Task It_comes_to_its_end_although_the_table_grows_quicker_than_it_walks()
    {
        await using var connection = await TestDatabases.OpenAsync(_database);
        await GrowAsync("CREATE SCHEMA viaduct; CREATE TABLE walked (text text)");
        await GrowAsync();
        var walk = new BlockWalk("walked", 2, TimeProvider.System);
        int rounds = 1;
        while ((await walk.NextAsync(connection)).More)
        {
            await GrowAsync();
            Assert.True(++rounds < 10, "The walk runs after the table's end.");
        }

        Assert.True(rounds > 1);
        var (from, _, _) = await walk.NextAsync(connection);
        Assert.Equal("(0,0)", from.Value);
    }

    [Fact]
    public async Task It_is_behind_when_it_has_come_less_far_than_it_should()
    {
        await using var connection = await TestDatabases.OpenAsync(_database);
        await GrowAsync("CREATE SCHEMA viaduct; CREATE TABLE walked (text text)");
        await GrowAsync();
        var time = new ManualTimeProvider();
        var walk = new BlockWalk("walked", 1, time);
        var hour = TimeSpan.FromHours(1);
        Assert.False(walk.IsBehind(hour));
        await walk.NextAsync(connection);
        Assert.False(walk.IsBehind(hour));
        time.Advance(TimeSpan.FromMinutes(45));
        Assert.True(walk.IsBehind(hour));
        while ((await walk.NextAsync(connection)).More)
        {
        }

        Assert.False(walk.IsBehind(hour));
    }

    // Four blocks more.
    private Task GrowAsync(string sql = "INSERT INTO walked SELECT repeat('x', 2000) FROM generate_series(1, 16)") =>
        TestDatabases.ExecuteAsync(_database, sql);
}
