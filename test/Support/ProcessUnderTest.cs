using System.Diagnostics;
using System.Text;

namespace Viaduct.Support;

/// <summary>
/// A process that a test starts, watches, pauses and kills. Its output is collected line by line; a test waits for
/// a line, never for a time. Ended at the latest when it is disposed of.
/// </summary>
public sealed class ProcessUnderTest : IAsyncDisposable
{
    private const int OutputLinesMax = 100_000;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<Waiter> _waiters = [];
    private readonly Process _process;
    private readonly string _name;

    private ProcessUnderTest(ProcessStartInfo start)
    {
        _name = $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList)}";
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The exit code of an ended process; 128 + the signal if a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>All lines so far, of both outputs, in the order in which they came.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>All output so far, as one text.</summary>
    public string Output => string.Join(Environment.NewLine, Lines);

    /// <summary>
    /// Starts a program with its arguments; what <paramref name="environment"/> names is added to ours.
    /// </summary>
    public static ProcessUnderTest Start(
        string program,
        IEnumerable<string> arguments,
        string? workingFolder = null,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = workingFolder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }
        var started = new ProcessUnderTest(start);
        started._process.Start();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Waits for the first line, past or to come, that the condition holds for, and gives it.</summary>
    /// <exception cref="TimeoutException">No such line came in time, or the process ended without one.</exception>
    public async Task<string> WaitForLineAsync(Predicate<string> condition, TimeSpan timeout, string what)
    {
        var waiter = new Waiter(condition);
        lock (_gate)
        {
            var found = _lines.Find(condition);
            if (found is not null)
            {
                return found;
            }
            _waiters.Add(waiter);
        }
        var ended = _process.WaitForExitAsync();
        var inTime = true;
        try
        {
            await Task.WhenAny(waiter.Found.Task, ended).WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            inTime = false;
        }
        return waiter.Found.Task.IsCompletedSuccessfully
            ? await waiter.Found.Task
            : throw new TimeoutException(
                $"{_name}: no line with {what} " + (inTime ? $"before its end ({ExitCode})" : $"within {timeout}")
                + $". Its output:{Environment.NewLine}{Output}");
    }

    /// <summary>Waits for the first line that holds a text.</summary>
    /// <exception cref="TimeoutException">No such line came in time, or the process ended without one.</exception>
    public Task<string> WaitForLineAsync(string text, TimeSpan timeout) =>
        WaitForLineAsync(line => line.Contains(text, StringComparison.Ordinal), timeout, $"\"{text}\"");

    /// <summary>Waits for the end of the process and its output, and gives the exit code.</summary>
    /// <exception cref="TimeoutException">It has not ended in time.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(
                $"{_name} has not ended within {timeout}. Its output:{Environment.NewLine}{Output}");
        }
        return _process.ExitCode;
    }

    /// <summary>Writes a line to its standard input.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>SIGTERM: asks it to stop in order.</summary>
    public void Terminate() => Signals.Send(Id, Signals.Terminate);

    /// <summary>SIGSTOP: it hangs, with all its connections open, until <see cref="Continue"/>.</summary>
    public void Pause() => Signals.Send(Id, Signals.Stop);

    /// <summary>SIGCONT: a paused process goes on.</summary>
    public void Continue() => Signals.Send(Id, Signals.Continue);

    /// <summary>SIGKILL: it ends where it stands. Returns when it has ended.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            Signals.Send(Id, Signals.Kill);
        }
        await WaitForExitAsync(TimeSpan.FromSeconds(30));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (_gate)
        {
            if (_lines.Count < OutputLinesMax)
            {
                _lines.Add(line);
            }
            foreach (var waiter in _waiters.Where(w => w.Condition(line)))
            {
                waiter.Found.TrySetResult(line);
            }
        }
    }

    private sealed record Waiter(Predicate<string> Condition)
    {
        public TaskCompletionSource<string> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
