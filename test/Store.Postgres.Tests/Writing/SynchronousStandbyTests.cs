using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Writing;

/// <summary>
/// A synchronous standby that does not answer: commits wait, and who cancels one gets a success that no standby has.
/// </summary>
public sealed class SynchronousStandbyTests(OwnServer own) : IClassFixture<OwnServer>, IAsyncLifetime
{
    private readonly PostgresServer _server = own.Server;
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await _server.CreateDatabaseAsync();

    public async ValueTask DisposeAsync() => await NameStandbyAsync("");

    [Fact]
    public async Task A_commit_that_somebody_cancels_is_not_reported_before_the_standby_has_it()
    {
        await using var member = await Member.JoinAsync(_database);
        var batch = member.Message("once");
        await NameStandbyAsync("ghost");
        var commit = member.Commit(batch);
        await member.WaitForBackendAsync("wait_event = 'SyncRep'");

        await _server.AdministerAsync(
            $"SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = '{member.ApplicationName}' "
            + "AND wait_event = 'SyncRep'");
        // It is visible now, and the writer has been told of success; it looks, and that waits for the standby too.
        await Eventually.IsTrueAsync(async () => await member.CountAsync(batch) == 1, "the commit visible");
        await member.WaitForBackendAsync("wait_event = 'SyncRep'");
        Assert.False(commit.IsCompleted);
        await NameStandbyAsync("");

        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
        Assert.Equal(1, await member.CountAsync(batch));
    }

    [Fact]
    public async Task A_taker_leaves_a_commit_alone_that_waits_for_the_standby()
    {
        await using var zombie = await Member.JoinAsync(_database, "zombie");
        await using var taker = await Member.JoinAsync(_database, "taker");
        var batch = zombie.Message("decided");
        await NameStandbyAsync("ghost");
        var commit = zombie.Commit(batch);
        await zombie.WaitForBackendAsync("wait_event = 'SyncRep'");
        await zombie.Store.LoseSessionsAsync();

        var takeOver = Task.Run(() => taker.Store.Sessions.TakeOverAsync(zombie.Process.Session, default));
        await taker.WaitForBackendAsync("wait_event_type = 'Lock'");
        await zombie.WaitForBackendAsync("wait_event = 'SyncRep'");
        Assert.Equal(0, await taker.CountAsync(batch));
        await NameStandbyAsync("");

        Assert.True(await Eventually.Within(takeOver, "the takeover"));
        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
        Assert.Equal(1, await taker.CountAsync(batch));
    }

    private async Task NameStandbyAsync(string name)
    {
        await _server.AdministerAsync($"ALTER SYSTEM SET synchronous_standby_names = '{name}'");
        await _server.AdministerAsync("SELECT pg_reload_conf()");
        await Eventually.IsTrueAsync(
            async () => await TestDatabases.ScalarAsync<string>(
                _database, "SELECT current_setting('synchronous_standby_names')") == name,
            "the new setting");
    }
}
