namespace Viaduct.Scenarios;

/// <summary>The disk of the store is full.</summary>
public class FullDiskTests
{
    [Fact]
    public async Task A_server_waits_while_its_disk_is_full_and_goes_on_by_itself()
    {
        await using var disk = await SmallDisk.MountAsync("24m");
        using var group = new FileGroup($"sqlite:{Path.Combine(disk.Path, "viaduct.db")}");
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 50);
        await group.ArrivedAsync("all", 50);

        disk.Fill();
        group.Put(50, 400);
        await server.WaitForLineAsync("no room", ViaductProgram.Patience);
        Assert.False(server.HasExited);
        disk.Free();

        await group.ArrivedAsync("all", 450);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }
}
