using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Tests.Processes;

namespace Viaduct.Store.Sqlite.Tests.Waiting;

/// <summary>A shell, a report, a backup: programs that use the file and know nothing of the gate.</summary>
public sealed class ForeignProgramTests
{
    [Fact]
    public async Task A_foreign_write_lock_is_waited_out()
    {
        await using var group = await Group.CreateAsync();
        var a = await group.JoinAsync("a");
        using var foreign = Connection.Open(group.Path, create: false, TimeSpan.FromSeconds(5));
        foreign.Execute("BEGIN IMMEDIATE");

        var waiting = a.CommitAsync(a.Commit().Message("waits", a.Reader("send")));
        while (a.Store.IsAvailable)
        {
            await a.Store.WaitForHintAsync(TimeSpan.FromMilliseconds(20), default);
        }
        Assert.False(waiting.IsCompleted);
        Assert.Contains(group.Log.Lines, line => line.Contains("not Viaduct's", StringComparison.Ordinal));
        using var cancelled = new CancellationTokenSource();
        var resume = a.Store.OpenItems.ResumeAsync([Some.Id()], [], cancelled.Token);
        cancelled.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resume);
        foreign.Execute("COMMIT");

        Assert.Equal(CommitResult.Committed.Instance, await waiting.WaitAsync(Group.Limit));
        Assert.True(a.Store.IsAvailable);
        Assert.Equal(["waits"], await a.ReadAsync(a.Reader("send")));
    }

    [Fact]
    public async Task A_long_foreign_read_stops_no_commit_and_the_log_shrinks_after_it()
    {
        const long Limit = 1 << 20;
        await using var fixture = new SqliteStoreFixture();
        await using var store = new SqliteStore(
            new SqliteStoreOptions { Path = fixture.Path, CheckpointBytes = Limit / 4, WriteAheadLogBytesMax = Limit },
            NullLogger<SqliteStore>.Instance);
        await store.PrepareAsync(StoreFixture.Group, default);
        var active = await store.Configuration.ActivateAsync(Some.Configuration("send"), default);
        var session = await store.Sessions.StartAsync(Some.Request("a"), default);
        var a = new StoreProcess(store, "a", session!.Value) { Configuration = active };
        await a.AcquireAsync();
        using var foreign = Connection.Open(fixture.Path, create: false, TimeSpan.FromSeconds(5));
        foreign.Execute("BEGIN");
        Assert.Equal("0", foreign.Query("SELECT COUNT(*) FROM segment"));

        await CommitAsync(a, 100);
        var large = Log(fixture);
        Assert.True(large > 2 * Limit, $"The log has {large} bytes.");
        Assert.Equal("0", foreign.Query("SELECT COUNT(*) FROM segment"));
        foreign.Execute("COMMIT");
        // The log is cut when it has grown enough once more, and at the earliest a second after the last attempt.
        for (var rounds = 0; Log(fixture) > 2 * Limit; rounds++)
        {
            Assert.True(rounds < 1000, $"The log has {Log(fixture)} bytes.");
            await CommitAsync(a, 10);
        }
    }

    private static long Log(SqliteStoreFixture fixture) => new FileInfo(fixture.Path + "-wal").Length;

    private static async Task CommitAsync(StoreProcess process, int commits)
    {
        var content = Some.Noise(40_000);
        for (var i = 0; i < commits; i++)
        {
            await process.MustCommitAsync(process.Commit().Record(content, process.Reader("send")));
        }
    }
}
