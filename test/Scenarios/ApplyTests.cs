namespace Viaduct.Scenarios;

/// <summary>A configuration is applied while a server runs.</summary>
public class ApplyTests
{
    [Fact]
    public async Task A_new_port_gets_messages_from_the_cut_on()
    {
        using var group = new FileGroup();
        group.Configure(("old", "receivePort == \"files-in\""));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 50);
        await group.ArrivedAsync("old", 50);

        group.Configure(("old", "receivePort == \"files-in\""), ("new", "receivePort == \"files-in\""));
        var result = await ViaductProgram.JsonAsync(0, "apply", group.Configuration, "--store", group.Store);
        Assert.True(result.GetProperty("changed").GetBoolean());
        var change = Assert.Single(result.GetProperty("changes").EnumerateArray());
        Assert.Equal("added", change.GetProperty("kind").GetString());
        Assert.Equal("new", change.GetProperty("name").GetString());
        group.Put(50, 50);

        await group.ArrivedAsync("old", 100);
        await group.ArrivedAsync("new", 50);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("old");
        group.CheckEachOnce("new", name => string.CompareOrdinal(name, "file-00050") >= 0);
    }

    [Fact]
    public async Task Files_flow_on_while_configurations_change_and_each_arrives_once()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var server = await group.StartReadyAsync();
        for (int i = 0; i < 6; i++)
        {
            group.Put(i * 100, 100);
            string[] ports = [.. Enumerable.Range(0, i).Select(n => $"other-{n}")];
            group.Configure(
                [
                    ("all", "receivePort == \"files-in\""),
                    .. ports.Select(port => (port, "BTS.MessageType == \"none\"")),
                ]);
            var applied = await ViaductProgram.RunAsync(["apply", group.Configuration, "--store", group.Store]);
            Assert.Equal(0, applied.ExitCode);
        }

        await group.ArrivedAsync("all", 600);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }

    [Fact]
    public async Task A_bad_configuration_is_refused_as_a_whole_and_the_old_one_goes_on()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var server = await group.StartReadyAsync();

        group.Configure(("all", "receivePort == \"files-in\""), ("broken", "receivePrt == \"files-in\""));
        var refused = await ViaductProgram.RunAsync(["apply", group.Configuration, "--store", group.Store]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("viaduct.yaml:", refused.Error, StringComparison.Ordinal);
        Assert.Contains("fix:", refused.Error, StringComparison.Ordinal);

        group.Put(0, 10);
        await group.ArrivedAsync("all", 10);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task A_server_with_another_configuration_than_its_group_does_not_start()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var server = await group.StartReadyAsync();
        group.Configure(("another", "receivePort == \"files-in\""));
        var second = await ViaductProgram.RunAsync(
            ["run", "--config", group.Configuration, "--store", group.Store, "--server", "b"]);
        Assert.Equal(3, second.ExitCode);
        Assert.Contains("viaduct apply", second.Error, StringComparison.Ordinal);
        await FileGroup.StopAsync(server);
    }
    [Fact]
    public async Task A_refused_configuration_tells_programs_its_problems_as_validate_does()
    {
        using var group = new FileGroup();
        group.ConfigureText("sendPorts:\n- name: p\n");

        var applied = await ViaductProgram.JsonAsync(1, "apply", group.Configuration);
        var validated = await ViaductProgram.JsonAsync(1, "validate", group.Configuration);

        Assert.Equal(
            validated.GetProperty("problems").GetRawText(), applied.GetProperty("problems").GetRawText());
        Assert.True(applied.GetProperty("problems").GetArrayLength() > 0);
    }
}
