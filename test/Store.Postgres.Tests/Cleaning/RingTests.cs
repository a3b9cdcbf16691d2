using System.Diagnostics;
using Npgsql;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Cleaning;

/// <summary>The ring of generations: rules 60 to 64 on PostgreSQL.</summary>
public sealed class RingTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly CleanUpOptions s_eager = new() { GenerationBytes = 1, CopyOutAfter = TimeSpan.FromDays(1) };
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await TestDatabases.TakeAsync(server);

    public async ValueTask DisposeAsync() => await TestDatabases.GiveBackAsync(server, _database);

    [Fact]
    public async Task A_raise_moves_the_writer_on_and_what_was_written_is_read_in_order()
    {
        await using var member = await Member.JoinAsync(_database);
        for (var i = 1; i <= 6; i++)
        {
            await PublishAsync(member, $"{i}");
            if (i % 2 == 0) await CleanUpAsync(member);
        }

        Assert.Equal(["1", "2", "3", "4", "5", "6"], await member.Process.ReadAsync(member.Reader));
        Assert.Equal(2, await RowsAsync("segment_1"));
        Assert.Equal(2, await RowsAsync("segment_2"));
        Assert.Equal(2, await RowsAsync("segment_3"));
    }

    [Fact]
    public async Task The_ring_goes_round_and_its_tables_are_used_again()
    {
        await using var member = await Member.JoinAsync(_database);
        for (var i = 1; i <= 12; i++)
        {
            await PublishAsync(member, $"{i}");
            await FinishAsync(member);
            await CleanUpAsync(member);
        }

        Assert.Equal(13, await TestDatabases.ScalarAsync<long>(_database, "SELECT generation FROM store"));
        Assert.Equal(0, await RowsAsync("segment"));
        var again = await member.Process.AcquireAsync();
        Assert.Equal(24, again.Lanes[0].LastSequence);
        Assert.Equal(new Position(25, 0), member.Process.Grant(member.Reader).Progress.Position);
    }

    [Fact]
    public async Task A_full_ring_waits_for_its_laggard_and_goes_on_in_the_last_generation()
    {
        await using var member = await Member.JoinAsync(_database);
        for (var i = 1; i <= 10; i++)
        {
            await PublishAsync(member, $"{i}");
            await CleanUpAsync(member);
        }

        Assert.Equal(4, await TestDatabases.ScalarAsync<long>(_database, "SELECT generation FROM store"));
        Assert.Equal(10, (await member.Process.ReadAsync(member.Reader)).Count);
    }

    [Fact]
    public async Task What_a_laggard_needs_is_moved_out_and_goes_when_it_has_caught_up()
    {
        await using var member = await Member.JoinAsync(_database);
        for (var i = 1; i <= 8; i++)
        {
            await PublishAsync(member, $"{i}");
        }
        var now = s_eager with { CopyOutAfter = TimeSpan.Zero };
        var report = await CleanUpAsync(member, now);

        Assert.Equal(8, report.CopiedOut);
        Assert.Equal(0, await RowsAsync("segment_1"));
        Assert.Equal(8, await RowsAsync("segment_kept"));
        Assert.Equal(["3", "4", "5", "6", "7", "8"], await member.Process.ReadAsync(member.Reader, from: 3));
        await FinishAsync(member);
        // One round removes the references, the next one the segments that nothing refers to any more.
        await CleanUpAsync(member, now);
        await CleanUpAsync(member, now);
        Assert.Equal(0, await RowsAsync("segment_kept"));
        Assert.Equal(0, await RowsAsync("reference_kept"));
    }

    [Fact]
    public async Task The_little_that_a_stopped_port_alone_needs_is_moved_out_at_once()
    {
        await using var member = await Member.JoinAsync(_database);
        var erp = await StopAsync(member);
        for (var i = 1; i <= 8; i++)
        {
            await PublishAsync(member, $"{i}", i == 5 ? "to-erp" : "to-file");
        }
        await FinishAsync(member);
        await member.Process.MustCommitAsync(
            member.Process.Commit().Transmit(erp.ReaderLane.Reader, new Position(5, 0), "5.tmp"));

        var report = await CleanUpAsync(member);

        Assert.Equal(1, report.CopiedOut);
        Assert.Equal([erp.ReaderLane], report.PinnedBy);
        Assert.Equal(0, await RowsAsync("segment_1"));
        Assert.Equal(1, await RowsAsync("segment_kept"));
        Assert.Equal(["5"], await member.Process.ReadAsync(member.Reader));
        Assert.Equal(1, await RowsAsync("transmit_kept"));
        await member.Process.MustCommitAsync(
            member.Process.Commit().Progress(erp.ReaderLane.Reader, new Position(6, 0)));
        await CleanUpAsync(member);
        await CleanUpAsync(member);
        Assert.Equal(0, await RowsAsync("segment"));
        Assert.Equal(0, await RowsAsync("transmit"));
    }

    [Fact]
    public async Task The_much_that_a_stopped_port_needs_stays_where_it_is_until_its_time()
    {
        await using var member = await Member.JoinAsync(_database);
        await StopAsync(member);
        for (var i = 1; i <= 8; i++)
        {
            await PublishAsync(member, $"{i}", i == 5 ? "to-file" : "to-erp");
        }
        await FinishAsync(member);

        Assert.Equal(0, (await CleanUpAsync(member)).CopiedOut);
        Assert.Equal(9, await RowsAsync("segment_1"));
        Assert.Equal(7, (await CleanUpAsync(member, s_eager with { CopyOutAfter = TimeSpan.Zero })).CopiedOut);
        Assert.Equal(0, await RowsAsync("segment_1"));
        Assert.Equal(
            ["1", "2", "3", "4", "6", "7", "8"], await member.Process.ReadAsync(member.Reader, port: "to-erp"));
        Assert.Equal(7, await RowsAsync("reference"));
    }

    [Fact]
    public async Task Another_process_goes_on_where_the_one_that_moved_out_for_a_stopped_port_has_ended()
    {
        await using var member = await Member.JoinAsync(_database);
        await StopAsync(member);
        for (var i = 1; i <= 30; i++)
        {
            await PublishAsync(member, $"{i}", i % 3 == 0 ? "to-erp" : "to-file");
        }
        await FinishAsync(member);
        // More than one round looks at.
        await TestDatabases.ScalarAsync<long>(_database, """
            WITH copied AS (
                INSERT INTO reference_1 SELECT reader, lane, 100 + n, 0, entries
                FROM reference_1, generate_series(1, 20500) n WHERE sequence = 1 RETURNING 1)
            SELECT count(*) FROM copied
            """);
        await TestDatabases.ScalarAsync<long>(_database, """
            WITH copied AS (
                INSERT INTO segment_1 SELECT lane, 100 + n, 0, gen_random_uuid(), track, records
                FROM segment_1, generate_series(1, 20500) n WHERE sequence = 1 RETURNING 1)
            SELECT count(*) FROM copied
            """);
        await member.Process.MustCommitAsync(member.Process.Commit().At(20601).Progress(
            member.Reader, new Position(20700, 0)));

        var first = await CleanUpAsync(member);
        Assert.Equal((0L, true), (first.CopiedOut, first.MoreToDo));
        await using var other = await Member.JoinAsync(_database, "b");
        Assert.True((await CleanUpAsync(other)).MoreToDo);
        Assert.Equal(10, (await CleanUpAsync(member)).CopiedOut);
        Assert.Equal(0, await RowsAsync("segment_1"));
        await CleanUpAsync(other);
        Assert.Equal(
            Enumerable.Range(1, 10).Select(i => $"{3 * i}"), await other.Process.ReadAsync(member.Reader, member.Lane));
    }

    [Fact]
    public async Task What_was_recorded_for_an_item_of_an_older_generation_outlives_its_own()
    {
        await using var member = await Member.JoinAsync(_database);
        await PublishAsync(member, "1");
        var now = s_eager with { CopyOutAfter = TimeSpan.Zero };
        await CleanUpAsync(member, now);
        Assert.Equal(1, await RowsAsync("segment_kept"));
        await member.Process.MustCommitAsync(
            member.Process.Commit().Transmit(member.Reader, new Position(1, 0), "1.tmp"));

        await CleanUpAsync(member, now);
        await CleanUpAsync(member, now);

        Assert.Equal(1, await RowsAsync("transmit_kept"));
        await using var other = await Member.JoinAsync(_database, "b");
        await member.Store.Sessions.EndAsync(member.Process.Session, default);
        await other.Process.AcquireAsync();
        Assert.Equal("1.tmp", Some.Text(Assert.Single(
            other.Process.Grant(member.Reader, member.Lane).Transmits).Records));
    }

    [Fact]
    public async Task A_reader_transaction_open_on_a_generation_delays_its_end_and_nobody_else()
    {
        await using var member = await Member.JoinAsync(_database);
        await PublishAsync(member, "1");
        await FinishAsync(member);
        await using var reader = await TestDatabases.OpenAsync(_database);
        await using var open = await reader.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("SELECT count(*) FROM segment_1", reader))
        {
            await read.ExecuteScalarAsync();
        }

        var watch = Stopwatch.StartNew();
        var report = await CleanUpAsync(member);
        Assert.True(report.MoreToDo);
        Assert.Equal(0, report.Segments);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"Clean-up waited {watch.Elapsed}.");
        await PublishAsync(member, "2");
        Assert.Single(await member.Process.ReadAsync(member.Reader, from: 2));
        await open.RollbackAsync();

        Assert.True((await CleanUpAsync(member)).Segments > 0);
    }

    private static Task<CleanUpReport> CleanUpAsync(Member member, CleanUpOptions? options = null) =>
        member.Store.Maintenance.RunOnceAsync(options ?? s_eager, default);

    private static Task PublishAsync(Member member, string text, string port = "to-erp") =>
        member.Process.MustCommitAsync(member.Process.Commit().For(port).Message(text, member.Reader));

    private static async Task<ReaderGrant> StopAsync(Member member)
    {
        var host = member.Process.Grant(member.Reader);
        var grants = await member.Store.Configuration.DetachPortAsync(
            member.Process.Session, "send/to-erp", [host.Progress with { Epoch = host.Epoch }], default);
        member.Process.Believe([], grants!);
        return Assert.Single(grants!);
    }

    // The commit that completes the last segment is one itself.
    private static Task FinishAsync(Member member) => member.Process.MustCommitAsync(member.Process.Commit().Progress(
        member.Reader, new Position(member.Process.LastSequenceOf(member.Lane) + 2, 0)));

    private Task<long> RowsAsync(string table) =>
        TestDatabases.ScalarAsync<long>(_database, $"SELECT count(*) FROM {table}");
}
