using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>A terminal of tmux with a shell in it: a test types, resizes, and reads the screen.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private readonly string _tmux;
    private readonly string _socket;

    private Terminal(string tmux, string socket) => (_tmux, _socket) = (tmux, socket);

    /// <summary>Opens one; the test is skipped where tmux is not installed.</summary>
    public static async Task<Terminal> OpenAsync(string folder, int width, int height)
    {
        string? tmux = Tool.Find("tmux");
        Assert.SkipUnless(tmux is not null, "The program tmux is not installed (Debian's package tmux).");
        var terminal = new Terminal(tmux, Path.Combine(folder, "tmux"));
        string path = $"PATH={ViaductProgram.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        await terminal.RunAsync(
            "-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}", "-c", folder,
            "env", "-u", "NO_COLOR", "-u", "TMUX", path, "PS1=shell> ", "VIADUCT_ADMIN=off", "LC_ALL=C.UTF-8",
            "bash", "--norc", "--noprofile");
        return terminal;
    }

    /// <summary>Types keys, by the names of tmux.</summary>
    public Task KeysAsync(params string[] keys) => RunAsync(["send-keys", .. keys]);

    /// <summary>Types a line.</summary>
    public async Task LineAsync(string text)
    {
        await RunAsync("send-keys", "-l", text);
        await KeysAsync("Enter");
    }

    /// <summary>Makes it another size.</summary>
    public Task ResizeAsync(int width, int height) => RunAsync("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>What stands on the screen.</summary>
    public Task<string> ScreenAsync() => RunAsync("capture-pane", "-p");

    /// <summary>Waits until the screen is as wanted, and gives it.</summary>
    public async Task<string> UntilAsync(Predicate<string> wanted)
    {
        string screen = "";
        await WaitFor.TrueAsync(async () => wanted(screen = await ScreenAsync()), () => screen);
        return screen;
    }

    /// <summary>Waits until the screen shows a text, and gives it.</summary>
    public Task<string> UntilAsync(string text) =>
        UntilAsync(screen => screen.Contains(text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync("kill-server");
        }
        catch (InvalidOperationException)
        {
            // Its shell has ended, and it with it.
        }
    }

    private Task<string> RunAsync(params IEnumerable<string> arguments) =>
        Tool.RunAsync(_tmux, ["-S", _socket, .. arguments]);
}
