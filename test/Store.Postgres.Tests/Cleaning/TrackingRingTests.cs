using System.Diagnostics;
using Npgsql;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Cleaning;

/// <summary>The rings of tracking: rule 73 on PostgreSQL.</summary>
public sealed class TrackingRingTests(PostgresServer server) : IAsyncLifetime
{
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await TestDatabases.TakeAsync(server);

    public async ValueTask DisposeAsync() => await TestDatabases.GiveBackAsync(server, _database);

    [Fact]
    public async Task A_raise_moves_the_writers_of_one_class_on_and_a_generation_goes_as_a_whole()
    {
        await using var member = await Member.JoinAsync(_database);
        await using var other = await Member.JoinAsync(_database, "b");
        await TrackAsync(member, "old");
        await AgeAsync("opened_at");
        await CleanUpAsync(member);
        await TrackAsync(member, "young");
        await TrackAsync(other, "young, too");

        Assert.Equal((1L, 2L), (await RowsAsync("tracking_0_1"), await RowsAsync("tracking_0_2")));
        Assert.Equal((1L, 2L), (await RowsAsync("tracked_body_0_1"), await RowsAsync("tracked_body_0_2")));
        Assert.Equal("{2,1,1,1}", await TestDatabases.ScalarAsync<string>(
            _database, "SELECT tracking::text FROM store"));

        await AgeAsync("closed_at");
        var report = await CleanUpAsync(member);

        Assert.Equal(1, report.TrackingRows);
        Assert.Equal((0L, 2L), (await RowsAsync("tracking_0_1"), await RowsAsync("tracking_0_2")));
        Assert.Equal((0L, 2L), (await RowsAsync("tracked_body_0_1"), await RowsAsync("tracked_body_0_2")));
        Assert.Equal(2, await RowsAsync("tracking"));
    }

    [Fact]
    public async Task A_reader_of_what_is_to_go_delays_that_and_nobody_else()
    {
        await using var member = await Member.JoinAsync(_database);
        await TrackAsync(member, "old");
        await AgeAsync("opened_at");
        await CleanUpAsync(member);
        await AgeAsync("closed_at");
        await using var reader = await TestDatabases.OpenAsync(_database);
        await using var open = await reader.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("SELECT count(*) FROM tracking", reader))
        {
            await read.ExecuteScalarAsync();
        }

        var watch = Stopwatch.StartNew();
        var report = await CleanUpAsync(member);
        Assert.True(report.MoreToDo);
        Assert.Equal(0, report.TrackingRows);
        await TrackAsync(member, "young");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        await open.RollbackAsync();

        Assert.Equal(1, (await CleanUpAsync(member)).TrackingRows);
        Assert.Equal(1, await RowsAsync("tracking"));
    }

    [Fact]
    public async Task What_a_person_does_is_tracked_where_the_default_class_stands()
    {
        await using var member = await Member.JoinAsync(_database);
        await TrackAsync(member, "old");
        await AgeAsync("opened_at");
        await CleanUpAsync(member);
        var item = Some.SuspendedItem();
        await member.Process.MustCommitAsync(member.Process.Commit().Add(item));
        var at = DateTimeOffset.UtcNow;

        Assert.Equal([item.Id], await member.Store.OpenItems.ResumeAsync(
            [item.Id], [Some.Tracking(at, at, "resumed")], default));
        Assert.Empty(await member.Store.OpenItems.ResumeAsync(
            [item.Id], [Some.Tracking(at, at, "resumed again")], default));
        Assert.Equal([item.Id], await member.Store.OpenItems.TerminateAsync(
            [item.Id], [Some.Tracking(at, at, "terminated")], default));
        Assert.Empty(await member.Store.OpenItems.TerminateAsync(
            [item.Id], [Some.Tracking(at, at, "terminated again")], default));

        Assert.Equal(2, await RowsAsync("tracking_0_2"));
    }

    private static Task TrackAsync(Member member, string text)
    {
        var at = DateTimeOffset.UtcNow;
        return member.Process.MustCommitAsync(
            member.Process.Commit().Tracking(Some.Tracking(at, at, text)).TrackBodies(0, Some.Bytes(text)));
    }

    private Task AgeAsync(string column) => TestDatabases.ExecuteAsync(
        _database, $"UPDATE tracking_generation SET {column} = {column} - interval '40 days'");

    private static Task<CleanUpReport> CleanUpAsync(Member member) =>
        member.Store.Maintenance.RunOnceAsync(new CleanUpOptions(), default);

    private Task<long> RowsAsync(string table) =>
        TestDatabases.ScalarAsync<long>(_database, $"SELECT count(*) FROM {table}");
}
