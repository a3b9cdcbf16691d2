using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Tests.Places;
using Viaduct.Support;

namespace Viaduct.Store.Sqlite.Tests.Waiting;

/// <summary>A disk of 2 MB.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(16 << 20)] // what grows is the log
    [InlineData(64 << 10)] // what grows is the database
    public async Task Without_room_nothing_is_written_and_work_goes_on_when_there_is_some(long checkpointBytes)
    {
        var disk = _folder.Folder("disk");
        await using var mounted = await SmallDisk.MountAsync(disk, "size=2m");
        var ballast = Path.Combine(disk, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[1_000_000]);
        await using var store = new SqliteStore(
            new SqliteStoreOptions { Path = Path.Combine(disk, "viaduct.db"), CheckpointBytes = checkpointBytes },
            NullLogger<SqliteStore>.Instance);
        await store.PrepareAsync(StoreFixture.Group, default);
        var active = await store.Configuration.ActivateAsync(Some.Configuration("send"), default);
        var session = await store.Sessions.StartAsync(Some.Request("a"), default);
        var a = new StoreProcess(store, "a", session!.Value) { Configuration = active };
        await a.AcquireAsync();

        var committed = 0;
        CommitResult result;
        while ((result = await CommitAsync(a)) is CommitResult.Committed)
        {
            committed++;
            Assert.True(committed < 1000, "The disk is never full.");
        }

        var text = Assert.IsType<CommitResult.NoRoom>(result).Text;
        Assert.Contains("Free space", text);
        Assert.IsType<CommitResult.NoRoom>(await CommitAsync(a));
        Assert.True(await store.Sessions.HeartbeatAsync(a.Session, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => store.Bodies.AppendAsync(a.Session, Some.Id(), 0, Some.Noise(500_000), default));
        Assert.Equal(committed, (await a.ReadAsync(a.Reader("send"))).Count);

        File.Delete(ballast);
        Assert.IsType<CommitResult.Committed>(await CommitAsync(a));
        Assert.Equal(committed + 1, (await a.ReadAsync(a.Reader("send"))).Count);
        Assert.True(store.IsAvailable);
    }

    private static Task<CommitResult> CommitAsync(StoreProcess process) =>
        process.CommitAsync(process.Commit().Record(Some.Noise(30_000), process.Reader("send")));
}
