namespace Viaduct.Scenarios;

/// <summary>Several processes on one SQLite file.</summary>
public class SeveralServersTests
{
    [Fact]
    public async Task When_one_of_two_servers_dies_the_other_takes_over()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var first = await group.StartReadyAsync("a");
        await using var second = await group.StartReadyAsync("b");
        group.Put(0, 400);
        await group.ArrivedAsync("all", 50);

        await first.KillAsync();
        await second.WaitForLineAsync("Took over from server a", ViaductProgram.Patience);
        group.Put(400, 100);

        await group.ArrivedAsync("all", 500);
        await FileGroup.StopAsync(second);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }

    [Fact]
    public async Task A_second_server_of_the_same_name_is_refused()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var first = await group.StartReadyAsync("a");
        var second = await ViaductProgram.RunAsync(
            ["run", "--config", group.Configuration, "--store", group.Store, "--server", "a"]);
        Assert.Equal(3, second.ExitCode);
        Assert.Contains("'a'", second.Error, StringComparison.Ordinal);
        Assert.Contains("--server", second.Error, StringComparison.Ordinal);
        await FileGroup.StopAsync(first);
    }

    [Fact]
    public async Task Status_shows_the_servers_and_that_nothing_lags()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var first = await group.StartReadyAsync("a");
        await using var second = await group.StartReadyAsync("b");
        group.Put(0, 20);
        await group.ArrivedAsync("all", 20);

        await WaitFor.TrueAsync(
            async () =>
            {
                var status = await ViaductProgram.JsonAsync(0, "status", "--store", group.Store);
                Assert.Equal("scenario", status.GetProperty("group").GetString());
                Assert.Equal(
                    ["a", "b"],
                    status.GetProperty("servers").EnumerateArray().Select(s => s.GetProperty("name").GetString()!)
                        .Order());
                return status.GetProperty("readers").EnumerateArray().All(r => r.GetProperty("lag").GetInt64() == 0);
            },
            () => "a reader lags");
        await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
    }
}
