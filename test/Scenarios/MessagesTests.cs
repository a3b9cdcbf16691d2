using System.Text.Json;

namespace Viaduct.Scenarios;

/// <summary>An operator looks at suspended messages and acts on them.</summary>
public class MessagesTests
{
    [Fact]
    public async Task Suspended_messages_are_listed_shown_saved_resumed_and_terminated()
    {
        using var group = new FileGroup();
        group.Configure(("nobody", "receivePort == \"elsewhere\""));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 3);

        JsonElement list = default;
        await WaitFor.TrueAsync(
            async () => (list = await MessagesAsync(group, "list")).GetProperty("items").GetArrayLength() == 3,
            () => $"suspended: {list}");
        string[] ids = [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
        await ShowAsync(group, ids[0]);
        await SaveAsync(group, ids[0]);

        var none = await ViaductProgram.RunAsync(["messages", "resume", "--store", group.Store]);
        Assert.Equal(2, none.ExitCode);
        var gone = await ViaductProgram.RunAsync(["messages", "show", Guid.Empty.ToString(), "--store", group.Store]);
        Assert.Equal(1, gone.ExitCode);

        var terminated = await MessagesAsync(group, "terminate", ids[0]);
        Assert.Equal(1, terminated.GetProperty("terminated").GetInt32());
        group.Configure(("nobody", "receivePort == \"files-in\""));
        Assert.Equal(0, (await ViaductProgram.RunAsync(["apply", group.Configuration])).ExitCode);
        var resumed = await MessagesAsync(group, "resume", "--all", "--code", "no-subscriber");
        Assert.Equal(2, resumed.GetProperty("resumed").GetInt32());

        await group.ArrivedAsync("nobody", 2);
        List<JsonElement> way = [];
        await WaitFor.TrueAsync(
            async () => (way = await TrackAsync(group, "--from", "10m"))
                .Count(e => e.GetProperty("kind").GetString() == "resumed") == 2,
            () => string.Join('\n', way));
        await WaitFor.TrueAsync(
            async () => (list = await MessagesAsync(group, "list")).GetProperty("items").GetArrayLength() == 0,
            () => $"left: {list}");
        var again = await ViaductProgram.RunAsync(["messages", "resume", ids[1], "--store", group.Store]);
        Assert.Equal(1, again.ExitCode);
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task The_way_of_a_message_is_found_by_message_interchange_port_and_time()
    {
        using var group = new FileGroup();
        group.Configure(("first", "receivePort == \"files-in\""), ("second", "receivePort == \"files-in\""));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 5);
        await group.ArrivedAsync("first", 5);
        await group.ArrivedAsync("second", 5);
        await FileGroup.StopAsync(server);

        string file = Path.GetFileName(Directory.EnumerateFiles(group.Out("first")).First());
        var byMessage = await TrackAsync(group, "--message", file[..36]);
        Assert.Equal(["published", "sent", "sent"], byMessage.Select(e => e.GetProperty("kind").GetString()!).Order());
        var published = byMessage.First(e => e.GetProperty("kind").GetString() == "published");
        Assert.Equal(
            ["first", "second"],
            published.GetProperty("routedTo").EnumerateArray().Select(port => port.GetString()!).Order());

        string interchange = published.GetProperty("interchangeId").GetString()!;
        Assert.Equal(3, (await TrackAsync(group, "--interchange", interchange)).Count);
        Assert.Equal(10, (await TrackAsync(group, "--port", "second")).Count);
        Assert.Equal(15, (await TrackAsync(group, "--from", "10m")).Count);
        Assert.Empty(await TrackAsync(group, "--to", "2001-01-01"));
        await CheckLimitsAsync(group);
    }

    [Fact]
    public async Task All_without_a_filter_terminates_nothing_and_what_waits_goes_only_if_asked_for()
    {
        using var group = new FileGroup();
        group.Configure(("nobody", "receivePort == \"elsewhere\""));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 2);
        await group.SuspendedAsync(2);

        var all = await ViaductProgram.RunAsync(["messages", "terminate", "--all", "--store", group.Store]);
        Assert.Equal(2, all.ExitCode);
        Assert.Contains("--state", all.Error, StringComparison.Ordinal);
        var both = await ViaductProgram.RunAsync(
            ["messages", "terminate", Guid.Empty.ToString(), "--all", "--state", "suspended", "--store", group.Store]);
        Assert.Equal(2, both.ExitCode);
        Assert.Equal(2, (await group.SuspendedAsync(2)).Count);

        var none = await MessagesAsync(group, "terminate", "--all", "--state", "waiting");
        Assert.Equal(0, none.GetProperty("terminated").GetInt32());
        var some = await MessagesAsync(group, "terminate", "--all", "--code", "no-subscriber");
        Assert.Equal(2, some.GetProperty("terminated").GetInt32());
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task A_retry_stays_when_all_of_its_port_are_terminated_and_a_removed_port_tells_of_it()
    {
        using var group = new FileGroup();
        group.Configure(("away", "receivePort == \"files-in\""));
        Directory.Delete(group.Out("away"));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 1);
        JsonElement list = default;
        await WaitFor.TrueAsync(
            async () => (list = await MessagesAsync(group, "list", "--state", "waiting"))
                .GetProperty("items").GetArrayLength() == 1,
            () => $"waiting: {list}");
        Assert.EndsWith(
            "file-00000.txt", list.GetProperty("items")[0].GetProperty("receivedFileName").GetString());

        var kept = await MessagesAsync(group, "terminate", "--all", "--port", "away");
        Assert.Equal(0, kept.GetProperty("terminated").GetInt32());
        var misspelt = await ViaductProgram.RunAsync(["messages", "list", "--port", "awya", "--store", group.Store]);
        Assert.Contains("Is 'away' meant?", misspelt.Error, StringComparison.Ordinal);

        group.Configure(("other", "receivePort == \"files-in\""));
        var applied = await ViaductProgram.JsonAsync(0, "apply", group.Configuration);
        var removed = applied.GetProperty("changes").EnumerateArray()
            .Single(change => change.GetProperty("kind").GetString() == "removed");
        Assert.Equal(1, removed.GetProperty("openItems").GetInt64());
        await FileGroup.StopAsync(server);
    }

    // Five messages were published first, then sent twice each.
    private static async Task CheckLimitsAsync(FileGroup group)
    {
        var newest = await MessagesAsync(group, "track", "--from", "10m", "--limit", "3");
        var oldest = await MessagesAsync(group, "track", "--from", "10m", "--limit", "3", "--oldest");
        Assert.True(newest.GetProperty("more").GetBoolean());
        Assert.True(oldest.GetProperty("more").GetBoolean());
        Assert.Equal(3, newest.GetProperty("events").GetArrayLength());
        Assert.True(Times(oldest).Max() <= Times(newest).Min());
        Assert.Equal(Times(newest).Order(), Times(newest));
        var text = await ViaductProgram.RunAsync(
            ["messages", "track", "--from", "10m", "--limit", "3", "--store", group.Store]);
        Assert.Contains("Older events are left out", text.Output, StringComparison.Ordinal);

        static DateTimeOffset[] Times(JsonElement found) =>
            [.. found.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("at").GetDateTimeOffset())];
    }

    private static async Task ShowAsync(FileGroup group, string id)
    {
        var shown = await MessagesAsync(group, "show", id);
        Assert.Equal("no-subscriber", shown.GetProperty("item").GetProperty("failureCode").GetString());
        Assert.Contains("elsewhere", shown.GetProperty("item").GetProperty("report").GetString());
        Assert.Contains(
            shown.GetProperty("context").EnumerateArray(),
            p => p.GetProperty("name").GetString() == "ReceivePortName" && p.GetProperty("promoted").GetBoolean());
        var text = await ViaductProgram.RunAsync(["messages", "show", id, "--store", group.Store]);
        Assert.Contains("elsewhere", text.Output, StringComparison.Ordinal);
    }

    private static async Task SaveAsync(FileGroup group, string id)
    {
        string folder = group.PathOf("saved");
        var saved = await MessagesAsync(group, "save", id, "--to", folder);
        var files = saved.GetProperty("files").EnumerateArray().Select(f => f.GetString()!).ToList();
        Assert.Equal(2, files.Count);
        Assert.All(files, file => Assert.StartsWith(folder, file));
        Assert.StartsWith("content of file", File.ReadAllText(files[1]), StringComparison.Ordinal);
        var again = await ViaductProgram.RunAsync(["messages", "save", id, "--to", folder, "--store", group.Store]);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        var file = await ViaductProgram.RunAsync(["messages", "save", id, "--to", files[0], "--store", group.Store]);
        Assert.Equal(2, file.ExitCode);
        Assert.Contains("is a file, and --to names a folder", file.Error, StringComparison.Ordinal);
    }

    private static Task<JsonElement> MessagesAsync(FileGroup group, params string[] arguments) =>
        ViaductProgram.JsonAsync(0, ["messages", .. arguments, "--store", group.Store]);

    private static async Task<List<JsonElement>> TrackAsync(FileGroup group, params string[] arguments) =>
        [.. (await MessagesAsync(group, ["track", .. arguments])).GetProperty("events").EnumerateArray()];
}
