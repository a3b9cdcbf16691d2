namespace Viaduct.Scenarios;

/// <summary>What cannot go on is not resumed.</summary>
public class ResumeTests
{
    [Fact]
    public async Task An_item_of_a_location_that_is_not_configured_any_more_keeps_its_failure()
    {
        using var group = new FileGroup();
        group.ConfigureText(Application(group, "before"));
        await using var server = await group.StartReadyAsync();
        group.Put("bad.xml", "<a><b></a>");
        string id = (await group.SuspendedAsync(1))[0].GetProperty("id").GetString()!;

        group.ConfigureText(Application(group, "after"));
        Assert.Equal(0, (await ViaductProgram.RunAsync(["apply", group.Configuration])).ExitCode);
        var resumed = await ViaductProgram.RunAsync(["messages", "resume", id, "--store", group.Store]);

        Assert.Equal(1, resumed.ExitCode);
        Assert.Contains("the receive location 'before' is not configured", resumed.Output, StringComparison.Ordinal);
        var item = (await group.SuspendedAsync(1))[0];
        Assert.Equal("bad-input", item.GetProperty("failureCode").GetString());
        var saved = await ViaductProgram.RunAsync(
            ["messages", "save", id, "--to", group.PathOf("look"), "--store", group.Store]);
        Assert.Equal(0, saved.ExitCode);
        Assert.Contains(
            "bad.xml\",", File.ReadAllText(group.PathOf("look", $"{id}.context.json")), StringComparison.Ordinal);
        await FileGroup.StopAsync(server);
    }

    private static string Application(FileGroup group, string location) => $"""
        receivePorts:
          - name: files-in
            locations:
              - name: {location}
                file: {"{"} folder: "{group.In}", mask: "*" {"}"}
                receive: [ xml ]
        sendPorts:
          - name: all
            filter: receivePort == "files-in"
            file: {"{"} folder: "{group.Out("all")}" {"}"}

        """;
}
