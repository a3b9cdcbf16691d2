using Viaduct.Campaign.Histories;
using Viaduct.Support;

namespace Viaduct.Campaign.Servers;

/// <summary>
/// A server of the group by its name: one process after the other. Whoever does something to it holds
/// <see cref="Turn"/>.
/// </summary>
internal sealed class ServerSlot(
    string name, string executable, Func<string> store, string logFolder, HistoryBook book) : IAsyncDisposable
{
    private const int NotNow = 3;
    private const int Killed = 128 + Signals.Kill;
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(200);

    private ProcessUnderTest? _process;
    private int _processes;
    private bool _mayHaveBeenEnded;
    private bool _disposed;

    /// <summary>The server's name.</summary>
    public string Name => name;

    /// <summary>Held by whoever does something to the server.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>How often this server has taken over from another, and from whom.</summary>
    public List<string> Takeovers { get; } = [];

    /// <summary>Whether a process of it runs.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>What the present process has logged.</summary>
    public IReadOnlyList<string> Lines => _process?.Lines ?? [];

    /// <summary>Starts a process and does not wait.</summary>
    public void Begin()
    {
        var variables = new Dictionary<string, string?>
        {
            ["VIADUCT_STORE"] = null, ["VIADUCT_SERVER"] = null, ["VIADUCT_TOKEN"] = null, ["VIADUCT_ADMIN"] = "off",
        };
        _process = ProcessUnderTest.Start(
            executable, ["run", "--store", store(), "--server", name], environment: variables);
        _processes++;
        _mayHaveBeenEnded = false;
    }

    /// <summary>
    /// Starts a process, and again while it is refused: a server of its name may seem to live, the store be away.
    /// </summary>
    public async Task StartAsync()
    {
        long begun = TimeProvider.System.GetTimestamp();
        do
        {
            Begin();
            try
            {
                await _process!.WaitForLineAsync("ready:", StartPatience);
                return;
            }
            catch (TimeoutException) when (_process!.HasExited && _process.ExitCode == NotNow)
            {
                await CollectAsync();
                await Task.Delay(BetweenStarts, TimeProvider.System);
            }
            catch (TimeoutException e)
            {
                book.Saw(ViolationKind.ServerEnded, $"server {name} did not get ready: {FirstLine(e)}");
                await KillAsync();
            }
        }
        while (TimeProvider.System.GetElapsedTime(begun) < StartPatience);
        book.Saw(ViolationKind.ServerEnded, $"server {name} could not be started within {StartPatience}");
    }

    /// <summary>Kills the process.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        await _process.KillAsync();
        await CollectAsync();
    }

    /// <summary>Stops the process in order.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        _process.Terminate();
        try
        {
            int code = await _process.WaitForExitAsync(StopPatience);
            if (code != 0) book.Saw(ViolationKind.ServerEnded, $"server {name} ended with {code} when it was stopped");
        }
        catch (TimeoutException e)
        {
            book.Saw(ViolationKind.ServerEnded, $"server {name} does not stop: {FirstLine(e)}");
            await _process.KillAsync();
        }

        await CollectAsync();
    }

    /// <summary>SIGSTOP. Whoever takes over from it may end it.</summary>
    public void Pause()
    {
        _mayHaveBeenEnded = true;
        _process?.Pause();
    }

    /// <summary>SIGCONT.</summary>
    public void Continue() => _process?.Continue();

    /// <summary>
    /// Starts it again if it has ended. One that stood still may have been ended by whoever took over from it; any
    /// other end is told.
    /// </summary>
    public async Task ReviveAsync()
    {
        if (IsRunning) return;
        if (_process is { HasExited: true } ended && !(_mayHaveBeenEnded && ended.ExitCode == Killed))
            book.Saw(
                ViolationKind.ServerEnded,
                $"server {name} ended by itself with {ended.ExitCode}: {string.Join(" / ", ended.Lines.TakeLast(3))}");
        await CollectAsync();
        await StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await KillAsync();
        Turn.Dispose();
    }

    // Each process has a log of its own, so that a failure can be read afterwards.
    private async Task CollectAsync()
    {
        if (_process is null) return;
        var lines = _process.Lines;
        Takeovers.AddRange(lines.Where(line => line.Contains("Took over from server", StringComparison.Ordinal)));
        await File.WriteAllLinesAsync(Path.Combine(logFolder, $"{name}-{_processes:000}.log"), lines);
        await _process.DisposeAsync();
        _process = null;
    }

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0];
}
