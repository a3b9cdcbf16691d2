using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The live view, as a user sees it in a terminal, a pipe or a program.</summary>
public class TopTests
{
    private const string All = "receivePort == \"files-in\"";

    [Fact]
    public async Task On_a_terminal_it_shows_traffic_takes_keys_follows_the_size_and_gives_the_screen_back()
    {
        using var group = new FileGroup();
        await using var terminal = await Terminal.OpenAsync(group.Folder, 100, 30);
        group.Configure(("all", All), ("nothing", "receivePort == \"elsewhere\""));
        await using var server = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        string address = await AdminAddress.OfAsync(server);
        await terminal.UntilAsync("shell>");
        await terminal.LineAsync($"viaduct top --server {address}");
        await terminal.UntilAsync("by server a");
        await terminal.UntilAsync("files-folder");
        int put = 0;
        await terminal.UntilAsync(screen =>
        {
            // Puts in until a frame shows it: a frame is a second, and says nothing of the one before.
            group.Put(put++, 1);
            return screen.Split('\n').Any(line =>
                line.StartsWith("all ", StringComparison.Ordinal) && line.Contains(" ms", StringComparison.Ordinal));
        });
        await terminal.KeysAsync("n");
        await terminal.UntilAsync(screen => Order(screen) is ["all", "files-folder", "nothing"]);
        await terminal.KeysAsync("Down");
        await terminal.UntilAsync(screen => Order(screen) is ["files-folder", "nothing"]);
        await terminal.ResizeAsync(60, 15);
        await terminal.UntilAsync(screen => !screen.Contains("SERVER", StringComparison.Ordinal)
            && screen.Contains("q quit", StringComparison.Ordinal));
        await terminal.KeysAsync("q");
        // Its own line, and the prompt behind it: before that what is typed is still taken by the view.
        await terminal.UntilAsync(screen => screen.Split("shell>").Length == 3);
        await terminal.LineAsync("echo ended with $?");
        await terminal.UntilAsync("ended with 0");
        await FileGroup.StopAsync(server);
    }

    [Theory]
    [InlineData("C-c", "ended with 130")]
    [InlineData(null, "ended with 143")]
    public async Task A_signal_ends_it_and_the_terminal_is_as_before(string? key, string expected)
    {
        using var group = new FileGroup();
        await using var terminal = await Terminal.OpenAsync(group.Folder, 100, 30);
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        await terminal.UntilAsync("shell>");
        await terminal.LineAsync("stty -a > before");
        await terminal.LineAsync($"viaduct top --server {await AdminAddress.OfAsync(server)}; echo ended with $?");
        await terminal.UntilAsync("by server a");
        if (key is not null) await terminal.KeysAsync(key);
        else Signals.Send(await ChildAsync("top"), Signals.Terminate);
        await terminal.UntilAsync(expected);
        await terminal.LineAsync("stty -a | diff - before && echo no difference");
        await terminal.UntilAsync("\nno difference");
        await FileGroup.StopAsync(server);

        // The one whose arguments say so, of this test's server.
        async Task<int> ChildAsync(string word)
        {
            string address = await AdminAddress.OfAsync(server);
            string found = await Tool.RunAsync("pgrep", "-f", $"viaduct {word} --server {address}$");
            return int.Parse(found.Trim().Split('\n')[0]);
        }
    }

    [Fact]
    public async Task A_server_that_goes_away_is_said_and_the_next_one_is_watched()
    {
        using var group = new FileGroup();
        await using var terminal = await Terminal.OpenAsync(group.Folder, 120, 30);
        group.Configure(("all", All));
        await using var first = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        await using var second = await group.StartReadyAsync("b", "--admin", "127.0.0.1:0");
        string servers = $"{await AdminAddress.OfAsync(first)},{await AdminAddress.OfAsync(second)}";
        await terminal.UntilAsync("shell>");
        await terminal.LineAsync($"viaduct top --server {servers}");
        await terminal.UntilAsync("by server a");
        await first.KillAsync();
        await terminal.UntilAsync("by server b");
        await second.KillAsync();
        await terminal.UntilAsync("! No server answers");
        await terminal.KeysAsync("q");
        await terminal.UntilAsync("shell>");
    }

    [Fact]
    public async Task Elsewhere_it_writes_lines_and_objects_and_once_everything()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        string[] top = ["top", "--server", await AdminAddress.OfAsync(server)];
        group.Put(0, 5);
        await group.ArrivedAsync("all", 5);

        var once = await ViaductProgram.RunAsync([.. top, "--once"]);
        Assert.Equal(0, once.ExitCode);
        Assert.Contains("group scenario", once.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^files-folder +in +", once.Output);
        Assert.DoesNotContain('\e', once.Output);
        var figures = await ViaductProgram.JsonAsync(0, [.. top, "--once"]);
        Assert.Equal("a", figures.GetProperty("server").GetString());

        await using var lines = ViaductProgram.Start(top);
        await lines.WaitForLineAsync("BACKLOG", ViaductProgram.Patience);
        await lines.WaitForLineAsync("Z ", ViaductProgram.Patience);
        Assert.DoesNotContain('\e', lines.Output);
        lines.Terminate();
        Assert.Equal(143, await lines.WaitForExitAsync(ViaductProgram.Patience));
        await using var objects = ViaductProgram.Start([.. top, "--json"]);
        await WaitFor.TrueAsync(() => objects.Lines.Count >= 2, () => objects.Output);
        Assert.All(objects.Lines, line => Assert.Equal(
            JsonValueKind.Array, JsonDocument.Parse(line).RootElement.GetProperty("ports").ValueKind));
        objects.Terminate();
        await objects.WaitForExitAsync(ViaductProgram.Patience);
        await FileGroup.StopAsync(server);
        Assert.Equal(3, (await ViaductProgram.RunAsync(top)).ExitCode);
    }

    // The first words of the rows under the table's head.
    private static string[] Order(string screen) =>
    [
        .. screen.Split('\n').SkipWhile(line => !line.StartsWith("PORT ", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.Length > 0).Select(line => line.Split(' ')[0]),
    ];
}
