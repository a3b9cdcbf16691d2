using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Receive;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// The large interchanges that this process disassembles, a few per host. Slices wait for the readers: the message box
/// is not filled faster than it is worked.
/// </summary>
internal sealed partial class LargeInterchanges(ServerSession session, ILogger logger) : IDisposable
{
    // A reader with more in hand has enough to do; what it never gets done does not hold up an interchange for ever.
    private const int ItemsInHand = 2_000;
    private static readonly TimeSpan KeepUpMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Guid, (int Reader, Task Work)> _inWork = [];
    private bool _isSuspectInWork;

    /// <summary>The readers whose large interchanges can be taken, for which there is room.</summary>
    public IEnumerable<int> FreeReaders
    {
        get
        {
            if (_stop.IsCancellationRequested) return [];
            int max = (session.Configuration?.Model.Limits ?? new PipelineLimits()).LargeInterchanges;
            return session.ReaderNumbers.Select(static reader => -reader).Where(reader => CountOf(reader) < max);
        }
    }

    /// <summary>How many are in work.</summary>
    public int Count => _inWork.Count;

    /// <summary>True for the open item of a large interchange.</summary>
    public static bool Is(OpenItemRow row) => row is { Kind: OpenItemKind.Receive, Reader: < 0 };

    /// <summary>Begins to work on one that this process has taken, or gives it back.</summary>
    public void Begin(OpenItemRow row)
    {
        var intake = session.Locations.Intake(row.Port, row.InterchangeId);
        if (intake is null)
        {
            session.Unit.Enqueue(MissingLocation.Suspend(row, new EntryWaiter(), session.Time.GetUtcNow()));
            return;
        }

        var interchange = intake.Large(row, session.Backlog.Decode(row.Record), KeepUpAsync);
        bool hasRoom = FreeReaders.Contains(row.Reader) && !_isSuspectInWork;
        if (!hasRoom || (interchange.IsSuspect && !_inWork.IsEmpty))
        {
            session.Unit.Enqueue(GiveBack(row));
            return;
        }

        _isSuspectInWork = interchange.IsSuspect;
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = Task.Run(() => RunAsync(row, interchange, begun.Task), CancellationToken.None);
        _inWork[row.Id] = (row.Reader, work);
        begun.SetResult();
    }

    /// <summary>Takes no more, leaves those in work where they stand, and returns when nothing works.</summary>
    public async Task StopAsync(CancellationToken noTimeLeft)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_inWork.Values.Select(static one => one.Work)).WaitAsync(noTimeLeft)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private int CountOf(int reader) => _inWork.Values.Count(one => one.Reader == reader);

    private async Task RunAsync(OpenItemRow row, LargeInterchange interchange, Task begun)
    {
        await begun;
        LogBegun(logger, row.Port, row.Id, row.Transmit);
        try
        {
            await interchange.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end of the session frees it, and the next owner goes on.
        }
        catch (Exception e)
        {
            // The root of the work on it: it waits for a person rather than for the end of the process.
            LogDefect(logger, row.Port, row.Id, e);
            await interchange.SuspendDefectAsync(e);
        }
        finally
        {
            _inWork.TryRemove(row.Id, out _);
            if (interchange.IsSuspect || _inWork.IsEmpty) _isSuspectInWork = false;
        }
    }

    private async ValueTask KeepUpAsync(CancellationToken stop)
    {
        long since = session.Time.GetTimestamp();
        while (session.HostReaders.Any(static reader => reader.IsBehind || reader.ItemsInHand > ItemsInHand)
            && session.Time.GetElapsedTime(since) < KeepUpMax)
            await Task.Delay(LookAgain, session.Time, stop);
        stop.ThrowIfCancellationRequested();
    }

    private static CommitEntry GiveBack(OpenItemRow row) => new(new EntryWaiter())
    {
        Changed =
        [
            new OpenItemChange
            {
                Key = new OpenItemKey(row.Id, row.Epoch), State = OpenItemState.Waiting, Attempts = row.Attempts,
                DueIn = TryAgain, FailureCode = row.FailureCode, FailureText = row.FailureText, Report = row.Report,
            },
        ],
    };

    [LoggerMessage(2101, LogLevel.Information, "{Location}: disassembles the large interchange {Item}: {Progress}.")]
    private static partial void LogBegun(ILogger logger, string location, Guid item, string? progress);

    [LoggerMessage(2102, LogLevel.Error, "{Location}: the large interchange {Item} met a defect.")]
    private static partial void LogDefect(ILogger logger, string location, Guid item, Exception e);
}
