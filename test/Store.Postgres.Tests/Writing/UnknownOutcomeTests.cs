using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Writing;

/// <summary>Rule 14: a commit whose answer is lost is found out about, and is never there twice.</summary>
public sealed class UnknownOutcomeTests(PostgresServer server) : ProxiedDatabaseTests(server)
{
    [Fact]
    public async Task Cut_while_the_old_backend_waits_for_a_lock_the_batch_is_sent_again_and_is_there_once()
    {
        await using var member = await Member.JoinAsync(Database, proxy: Proxy);
        var batch = member.Message("once");
        await using var other = await TestDatabases.OpenAsync(Database);
        await using var held = await other.BeginTransactionAsync();
        await LockLaneAsync(other, member.Lane);

        var commit = member.Commit(batch);
        await member.WaitForBackendAsync("wait_event_type = 'Lock'");
        var waiting = await WaitingBackendAsync(member);
        Proxy.Cut();
        await member.WaitForBackendAsync($"wait_event_type = 'Lock' AND pid <> {waiting}");
        Assert.False(commit.IsCompleted);
        await held.RollbackAsync();

        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
        Assert.Equal(1, await member.CountAsync(batch));
        Assert.True(member.Store.IsAvailable);
    }

    [Fact]
    public async Task Cut_after_the_commit_and_before_its_answer_the_commit_is_found()
    {
        await using var member = await Member.JoinAsync(Database, proxy: Proxy);
        await member.Process.MustCommitAsync(member.Process.Commit().Message("warm", member.Reader));
        var batch = member.Message("once");

        Proxy.HoldAnswers();
        var commit = member.Commit(batch);
        await Eventually.IsTrueAsync(async () => await member.CountAsync(batch) == 1, "the commit in the log");
        Proxy.Cut();
        Proxy.Flow();

        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
        Assert.Equal(1, await member.CountAsync(batch));
    }

    [Fact]
    public async Task A_silent_connection_is_abandoned_once_its_backend_has_nothing_to_do()
    {
        await using var member = await Member.JoinAsync(
            Database, proxy: Proxy, with: options => options with { SilenceMax = TimeSpan.FromMilliseconds(200) });
        await member.Process.MustCommitAsync(member.Process.Commit().Message("warm", member.Reader));
        var batch = member.Message("once");

        // The answer never comes, and the connection does not break either.
        Proxy.HoldAnswers();
        var commit = member.Commit(batch);
        await Eventually.IsTrueAsync(async () => await member.CountAsync(batch) == 1, "the commit in the log");

        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
        Assert.Equal(1, await member.CountAsync(batch));
    }

    [Fact]
    public async Task Taken_over_while_the_outcome_was_unknown_the_lane_is_lost_and_nothing_is_written()
    {
        await using var member = await Member.JoinAsync(Database, proxy: Proxy);
        await using var taker = await Member.JoinAsync(Database, "b");
        var batch = member.Message("never");
        Proxy.Refuses = true;
        Proxy.Cut();
        var commit = member.Commit(batch);
        await Eventually.IsTrueAsync(
            () => taker.Store.Sessions.TakeOverAsync(member.Process.Session, default), "the takeover");
        Assert.False(commit.IsCompleted);
        Assert.False(member.Store.IsAvailable);
        Proxy.Refuses = false;

        Assert.IsType<CommitResult.LaneLost>(await Eventually.Within(commit, "the commit"));
        Assert.Equal(0, await member.CountAsync(batch));
    }

    [Fact]
    public async Task Abandoned_while_the_store_is_away_the_wait_ends()
    {
        await using var member = await Member.JoinAsync(Database, proxy: Proxy);
        Proxy.Refuses = true;
        Proxy.Cut();
        using var abandon = new CancellationTokenSource();

        var commit = Task.Run(() => member.Store.Log.CommitAsync(member.Message("?"), abandon.Token));
        await Eventually.IsTrueAsync(() => Task.FromResult(!member.Store.IsAvailable), "the store away");
        await abandon.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Eventually.Within(commit, "the end of the wait"));
    }

    private static async Task LockLaneAsync(Npgsql.NpgsqlConnection connection, int lane)
    {
        await using var command = new Npgsql.NpgsqlCommand(
            $"SELECT FROM lane WHERE lane = {lane} FOR UPDATE", connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task<int> WaitingBackendAsync(Member member) => TestDatabases.ScalarAsync<int>(
        Database,
        $"SELECT pid FROM pg_stat_activity WHERE application_name = '{member.ApplicationName}' "
        + "AND wait_event_type = 'Lock'");
}
