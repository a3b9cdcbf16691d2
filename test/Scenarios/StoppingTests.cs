namespace Viaduct.Scenarios;

/// <summary>A server is asked to stop.</summary>
public class StoppingTests
{
    [Fact]
    public async Task A_server_that_is_asked_to_stop_finishes_what_it_has_begun_and_the_next_goes_on()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using (var first = await group.StartReadyAsync())
        {
            group.Put(0, 300);
            await group.ArrivedAsync("all", 20);
            await FileGroup.StopAsync(first);
            Assert.Contains(first.Lines, line => line.StartsWith("stopped:", StringComparison.Ordinal));
        }

        // What it had taken it has delivered, or it lies in the store; nothing is claimed by the dead.
        Assert.DoesNotContain(Directory.EnumerateFiles(group.In), path => path.EndsWith(".viaduct"));
        await using var second = await group.StartReadyAsync();
        await group.ArrivedAsync("all", 300);
        await FileGroup.StopAsync(second);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }

    [Fact]
    public async Task A_server_whose_parent_goes_stops_too()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        var result = await ViaductProgram.RunAsync(
            ["run", "--config", group.Configuration, "--stop-with-input", "--json"]);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_server_stops_in_its_time_although_nothing_can_be_written()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using (var server = await group.StartReadyAsync("a", "--stop-timeout", "1"))
        {
            await using var writing = await group.HoldWritesAsync();
            group.Put(0, 10);
            server.Terminate();
            Assert.Equal(0, await server.WaitForExitAsync(ViaductProgram.Patience));
        }

        await using var next = await group.StartReadyAsync();
        await group.ArrivedAsync("all", 10);
        await FileGroup.StopAsync(next);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task A_second_signal_ends_a_server_at_once()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var server = await group.StartReadyAsync();
        // Nothing can be written, so it cannot come to its end by itself.
        await using var writing = await group.HoldWritesAsync();
        server.Terminate();
        await server.WaitForLineAsync("stopping:", ViaductProgram.Patience);
        // Not SIGINT, which is ignored where the tests themselves run in the background of a shell.
        server.Terminate();
        Assert.Equal(143, await server.WaitForExitAsync(ViaductProgram.Patience));
    }
}
