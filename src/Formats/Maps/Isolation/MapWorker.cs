using System.Diagnostics;
using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Running;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>
/// One process for isolated maps, used by one thread. It is fed with a batch of documents and answers in their order,
/// so the one that has no answer when it ends is the one that ended it.
/// </summary>
internal sealed class MapWorker : IDisposable
{
    private const int ErrorMax = 4096;
    private const int PieceMax = 1 << 20;
    private const int StylesheetsMax = 64;
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly BinaryWriter _frames;
    private readonly BinaryReader _answers;
    private readonly Task<string> _errors;
    private readonly ITimer _deadline;
    private readonly Dictionary<string, int> _loaded = new(StringComparer.Ordinal);
    private IsolatedJob? _current;
    private IsolatedJob? _over;
    private TimeSpan _allowed;
    private long _allowedAt;
    private bool _hasStarted;
    private int _nextNumber;

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public MapWorker(long memoryBytes)
    {
        _process = WorkerProgram.Start(memoryBytes);
        _frames = new BinaryWriter(new BufferedStream(_process.StandardInput.BaseStream, 64 << 10), Encoding.UTF8);
        _answers = new BinaryReader(new BufferedStream(_process.StandardOutput.BaseStream, 64 << 10), Encoding.UTF8);
        _errors = ReadErrorsAsync(_process.StandardError);
        _deadline = TimeProvider.System.CreateTimer(
            _ => EndOvertime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True if it has ended, or is not to be used any more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Has documents mapped.</summary>
    /// <returns>Those that another process has to map, because this one has ended.</returns>
    /// <exception cref="IOException">The process does not even begin; nothing was mapped.</exception>
    public IReadOnlyList<IsolatedJob> Run(IReadOnlyList<IsolatedJob> batch)
    {
        var feeding = Task.Run(() => Feed(batch));
        int done = 0;
        bool died = false;
        try
        {
            for (; done < batch.Count && !HasEnded; done++) Answer(batch[done]);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            (HasEnded, died) = (true, true);
        }
        finally
        {
            Allow(null, Timeout.InfiniteTimeSpan);
        }

        if (HasEnded) Kill();
        feeding.Wait();
        if (!died) return [.. batch.Skip(done)];
        return Blame(batch[done]) ? [.. batch.Skip(done + 1)] : [.. batch.Skip(done)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _deadline.Dispose();
        try
        {
            // The end of its input tells it to end.
            _process.StandardInput.Close();
            if (!_process.WaitForExit(EndMax)) Kill();
        }
        catch (IOException)
        {
            Kill();
        }

        _answers.Dispose();
        _process.Dispose();
    }

    private static async Task<string> ReadErrorsAsync(StreamReader errors)
    {
        var kept = new StringBuilder();
        char[] buffer = new char[1024];
        try
        {
            for (int read; (read = await errors.ReadAsync(buffer)) > 0;)
                if (kept.Length < ErrorMax) kept.Append(buffer, 0, read);
        }
        catch (IOException)
        {
            // It has ended; what it said so far has to do.
        }

        return kept.ToString();
    }

    private void Answer(IsolatedJob job)
    {
        Allow(job, StartMax);
        while (true)
        {
            switch (_answers.ReadByte())
            {
                case WorkerFrames.Started:
                    _hasStarted = true;
                    Allow(job, job.Map.TimeMax);
                    break;
                case WorkerFrames.Piece:
                    int length = _answers.ReadInt32();
                    if (length is < 0 or > PieceMax) throw new FormatException("A piece is too long.");
                    byte[] piece = _answers.ReadBytes(length);
                    if (piece.Length < length) throw new EndOfStreamException();
                    job.Write(piece);
                    break;
                case WorkerFrames.Done:
                    job.End(new MapResult(_answers.ReadBoolean() ? _answers.ReadString() : null, null));
                    return;
                case WorkerFrames.Failed:
                    job.End(new MapResult(null, ReadFailure()));
                    return;
                case WorkerFrames.OutOfMemory:
                    HasEnded = true;
                    job.End(new MapResult(null, MapFailures.OutOfMemory(job.Map)));
                    return;
                default:
                    throw new FormatException("No such answer.");
            }
        }
    }

    private Failure ReadFailure()
    {
        string code = _answers.ReadString();
        string text = _answers.ReadString();
        if (!_answers.ReadBoolean()) return new Failure(code, text);
        long line = _answers.ReadInt64();
        long column = _answers.ReadInt64();
        string record = _answers.ReadString();
        return new Failure(code, text, new FailurePlace(
            line > 0 ? line : null, column > 0 ? column : null, Record: record.Length > 0 ? record : null));
    }

    // The time for a document, from now.
    private void Allow(IsolatedJob? job, TimeSpan time)
    {
        lock (_deadline)
        {
            (_current, _allowed, _allowedAt) = (job, time, TimeProvider.System.GetTimestamp());
            _deadline.Change(time, Timeout.InfiniteTimeSpan);
        }
    }

    private void EndOvertime()
    {
        lock (_deadline)
        {
            if (_current is null) return;
            var left = _allowed - TimeProvider.System.GetElapsedTime(_allowedAt);
            if (left > TimeSpan.Zero)
            {
                // Set anew meanwhile, or a little early: timers count in whole milliseconds.
                _deadline.Change(left + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                return;
            }

            _over = _current;
        }

        Kill();
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    // True if the job has its answer: it ended the process. False if it is to be tried once more.
    private bool Blame(IsolatedJob job)
    {
        if (!_process.WaitForExit(EndMax)) return End(job, "it did not end when it was told to");
        string said = _errors.Wait(EndMax) ? _errors.Result : "";
        if (!_hasStarted && !job.HasEnded)
            throw new IOException(
                $"The process for isolated maps ends before it begins: {Xml.Reading.Excerpt.Of(said)}");
        if (ReferenceEquals(_over, job)) job.End(new MapResult(null, MapFailures.OutOfTime(job.Map)));
        else if (said.Contains("Stack overflow", StringComparison.Ordinal))
            job.End(new MapResult(null, MapFailures.OutOfStack(job.Map)));
        else if (said.Contains("OutOfMemory", StringComparison.Ordinal)
            || said.Contains("Out of memory", StringComparison.Ordinal))
            job.End(new MapResult(null, MapFailures.OutOfMemory(job.Map)));
        else return End(job, $"exit code {_process.ExitCode}");
        return true;
    }

    private static bool End(IsolatedJob job, string how)
    {
        if (!job.HasEnded && !job.IsWritten)
        {
            job.HasEnded = true;
            return false;
        }

        job.End(new MapResult(null, MapFailures.Ended(job.Map, how)));
        return true;
    }

    private void Feed(IReadOnlyList<IsolatedJob> batch)
    {
        try
        {
            foreach (var job in batch)
            {
                Load(job);
                _frames.Write(WorkerFrames.Run);
                _frames.Write(_loaded[job.Stylesheet.Fingerprint]);
                _frames.Write(job.ContentType ?? "");
                _frames.Write(job.Limits.Depth);
                _frames.Write(job.Limits.ValueCharacters);
                _frames.Write(job.Limits.BodyBytes);
                _frames.Write(job.Input.Length);
                _frames.Write(job.Input.Span);
            }

            _frames.Flush();
        }
        catch (IOException)
        {
            // It has ended; whoever reads the answers sees that.
        }
    }

    private void Load(IsolatedJob job)
    {
        if (_loaded.ContainsKey(job.Stylesheet.Fingerprint)) return;
        int number = _nextNumber++ % StylesheetsMax;
        foreach (string replaced in _loaded.Where(l => l.Value == number).Select(l => l.Key).ToArray())
            _loaded.Remove(replaced);
        _loaded[job.Stylesheet.Fingerprint] = number;
        _frames.Write(WorkerFrames.Load);
        _frames.Write(number);
        _frames.Write(job.Stylesheet.Path);
        _frames.Write(job.Stylesheet.Files.Count);
        foreach (var (path, bytes) in job.Stylesheet.Files)
        {
            _frames.Write(path);
            _frames.Write(bytes.Length);
            _frames.Write(bytes);
        }
    }
}
