using System.Diagnostics;
using System.Text;
using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Demo;

/// <summary>A server of the demo: <c>viaduct run</c> in a process of its own, which goes with its parent.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private const int LogLinesShown = 15;

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamWriter _log;
    private readonly string _name;
    private volatile bool _isDisposed;

    private DemoServer(ProcessStartInfo start, string name, string logPath)
    {
        (_name, LogPath) = (name, logPath);
        _log = new StreamWriter(LogPath, append: true, new UTF8Encoding(false));
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Said(line.Data);
        _process.ErrorDataReceived += (_, line) => Log(line.Data);
    }

    /// <summary>Where its log is.</summary>
    public string LogPath { get; }

    /// <summary>The system's number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>True if it has ended.</summary>
    public bool HasEnded => _isDisposed || _process.HasExited;

    /// <summary>Starts it; <see cref="WaitUntilReadyAsync"/> waits until it works.</summary>
    public static DemoServer Start(DemoFolders folders, string store, string name)
    {
        var start = Self(["run", "--store", store, "--server", name, "--admin", "off", "--stop-with-input"]);
        var server = new DemoServer(start, name, folders.ServerLog(name));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits until it works, and gives its ready line.</summary>
    /// <exception cref="CommandFailedException">It has ended instead.</exception>
    public async Task<string> WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var ended = _process.WaitForExitAsync(cancellationToken);
        await Task.WhenAny(_ready.Task, ended);
        return _ready.Task.IsCompleted ? await _ready.Task : throw Failure("has not started");
    }

    /// <summary>Asks it to stop in order, and waits for that.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Says that it failed, with the end of its log.</summary>
    public CommandFailedException Failure(string what)
    {
        lock (_log) _log.Flush();
        var last = File.ReadLines(LogPath).TakeLast(LogLinesShown);
        return new CommandFailedException(
            ExitCode.Problem, $"Server {_name} of the demo {what}. Its last words:\n{string.Join('\n', last)}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        lock (_log) _log.Dispose();
    }

    // This program may run by itself, or be a library that `dotnet` runs.
    private static ProcessStartInfo Self(string[] arguments)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] all = isHost ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments;
        return new ProcessStartInfo(program, all)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
    }

    private void Said(string? line)
    {
        Log(line);
        if (line?.StartsWith("ready:", StringComparison.Ordinal) == true) _ready.TrySetResult(line);
    }

    private void Log(string? line)
    {
        if (line is null) return;
        lock (_log)
            if (_log.BaseStream.CanWrite) _log.WriteLine(line);
    }
}
