using Npgsql;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Writing;

/// <summary>
/// Rule 3 on PostgreSQL: COMMIT travels with the statements, so a check whose answer is read afterwards comes too late.
/// </summary>
public sealed class FenceInBatchTests(PostgresServer server) : IAsyncLifetime
{
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await TestDatabases.TakeAsync(server);

    public async ValueTask DisposeAsync() => await TestDatabases.GiveBackAsync(server, _database);

    [Fact]
    public async Task A_fence_that_finds_no_row_leaves_no_row_of_its_batch()
    {
        await using var member = await Member.JoinAsync(_database);
        await TestDatabases.ExecuteAsync(_database, $"UPDATE lane SET epoch = epoch + 1 WHERE lane = {member.Lane}");
        var batch = member.Process.Commit().Message("stale", member.Reader).Receipt(Some.Key(), lookUp: false)
            .Progress(member.Reader, new Position(1, 0)).Build();

        Assert.IsType<CommitResult.LaneLost>(await member.Commit(batch));

        foreach (var table in new[] { "segment", "reference", "progress", "receipt" })
        {
            Assert.Equal(0, await TestDatabases.ScalarAsync<long>(_database, $"SELECT count(*) FROM {table}"));
        }
    }

    /// <summary>Why the fences raise: the same check as an update of no row commits all that follows it.</summary>
    [Fact]
    public async Task An_update_of_no_row_would_have_committed_the_rest()
    {
        await using var member = await Member.JoinAsync(_database);
        await using var connection = await TestDatabases.OpenAsync(_database);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new($"UPDATE lane SET epoch = epoch WHERE lane = {member.Lane} AND epoch = -1"));
        batch.BatchCommands.Add(new(
            "INSERT INTO receipt (key, taken_at) VALUES ('00000000-0000-0000-0000-000000000001', now())"));
        await batch.ExecuteNonQueryAsync();

        Assert.Equal(1, await TestDatabases.ScalarAsync<long>(_database, "SELECT count(*) FROM receipt"));
    }

    [Fact]
    public async Task A_taker_waits_for_a_commit_behind_its_fence_and_then_finds_what_it_wrote()
    {
        await using var member = await Member.JoinAsync(_database);
        var batch = member.Message("before the takeover");
        await using var blocker = await TestDatabases.OpenAsync(_database);
        await using var held = await blocker.BeginTransactionAsync();
        // The commit passes its fence and then waits at the primary key.
        await using (var command = new NpgsqlCommand(
            $"""
            INSERT INTO segment_1 (lane, sequence, number, commit_id, track, records)
            VALUES ({member.Lane}, {batch.Sequence}, 0, '00000000-0000-0000-0000-000000000001', '', '')
            """, blocker))
        {
            await command.ExecuteNonQueryAsync();
        }
        var commit = member.Commit(batch);
        await member.WaitForBackendAsync("wait_event_type = 'Lock'");

        var error = await Assert.ThrowsAsync<PostgresException>(() => TestDatabases.ExecuteAsync(
            _database, $"SET lock_timeout = 100; UPDATE lane SET epoch = epoch + 1 WHERE lane = {member.Lane}"));
        Assert.Equal("55P03", error.SqlState);
        await held.RollbackAsync();

        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
        Assert.Equal(1, await member.CountAsync(batch));
    }

    [Fact]
    public async Task An_old_snapshot_held_open_makes_no_row_of_owners_grow()
    {
        await using var member = await Member.JoinAsync(_database);
        var process = member.Process;
        await using var reporter = await TestDatabases.OpenAsync(_database);
        await using var old = await reporter.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using (var look = new NpgsqlCommand("SELECT count(*) FROM lane", reporter))
        {
            await look.ExecuteScalarAsync();
        }
        var before = await OwnerBytesAsync();
        for (var i = 1; i <= 300; i++)
        {
            await process.MustCommitAsync(process.Commit().Message($"{i}", member.Reader)
                .Progress(member.Reader, new Position(i, 0)));
        }

        Assert.Equal(before, await OwnerBytesAsync());
    }

    private Task<long> OwnerBytesAsync() => TestDatabases.ScalarAsync<long>(
        _database, "SELECT pg_relation_size('lane') + pg_relation_size('reader_lane')");
}
