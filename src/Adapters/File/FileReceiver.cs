using Viaduct.Adapters.File.Native;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.File;

/// <summary>
/// Takes the files of one folder: claims them by a rename that is recorded first, submits them, deletes them. Any
/// number of receivers, in any number of processes, may work on one folder.
/// </summary>
internal sealed class FileReceiver : IReceiver
{
    private static readonly TimeSpan GapMin = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan GapMax = TimeSpan.FromSeconds(1);

    private readonly FileLocation _location;
    private readonly FolderScan _scan;
    private readonly Readiness _readiness;
    private readonly FilesInHand _inHand;
    private readonly KeptFiles _kept;
    private readonly LeftoverClaims _leftovers;
    private readonly Wakeup _wakeup;
    private readonly FolderHints _hints;
    private readonly CancellationTokenSource _abandon = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task? _loop;
    private bool _isDisposed;

    public FileReceiver(FileLocation location, WatchFolder watchFolder)
    {
        _location = location;
        _scan = new FolderScan(location);
        _readiness = new Readiness(location);
        _inHand = new FilesInHand(location, _readiness);
        _kept = new KeptFiles(location);
        _leftovers = new LeftoverClaims(location, _inHand);
        _wakeup = new Wakeup(location.Time);
        _hints = new FolderHints(location, watchFolder, _wakeup.Call);
    }

    /// <summary>The receiver of a location on this system.</summary>
    public static FileReceiver Create(FileReceiveOptions options, ReceiverContext context) =>
        new(new FileLocation(context, options, NativeFiles.ForThisSystem()), SystemWatch.Start);

    /// <inheritdoc/>
    public string? Trouble => IsStopping ? null : _scan.Trouble;

    /// <inheritdoc/>
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (IsStopping) throw new InvalidOperationException("This receiver was stopped: create another one.");
            _loop ??= Task.Run(LoopAsync, CancellationToken.None);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed) return;
        lock (_gate) _stopping.Cancel();
        _wakeup.Call();
        if (_loop is null || _loop.IsCompleted) return;
        using (cancellationToken.Register(_abandon.Cancel))
            await _loop.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _hints.Dispose();
        if (_isDisposed) return;
        _isDisposed = true;
        _stopping.Dispose();
        _abandon.Dispose();
    }

    /// <summary>Goes on with what is in hand, lists the folder and takes what is ready.</summary>
    internal async Task<FileRound> RunOnceAsync(CancellationToken cancellationToken)
    {
        var folder = _scan.LookForFolder();
        _hints.Ensure(folder);
        await _inHand.TakeOverAsync(cancellationToken).ConfigureAwait(false);
        await _inHand.AdvanceAllAsync(cancellationToken).ConfigureAwait(false);
        if (folder is null || IsStopping || _scan.List() is not { } listing) return Round(0, isPartial: false);

        var ready = _readiness.Sort(listing.Names, _kept.WasTaken, _hints.WasMovedIn);
        _kept.Forget(listing.Names.ToHashSet(StringComparer.Ordinal));
        int taken = await TakeAsync(ready, folder.Value.Id, cancellationToken).ConfigureAwait(false);
        await _leftovers.ReportAsync(listing.Claimed, cancellationToken).ConfigureAwait(false);
        return Round(taken, listing.IsPartial && taken > 0);
    }

    private async Task<int> TakeAsync(List<Candidate> ready, ulong folderId, CancellationToken cancellationToken)
    {
        var kept = ready.Where(c => _kept.IsKept(c.Stat)).ToList();
        var batches = new CandidateBatches(
            ready.Where(c => !_kept.IsKept(c.Stat)), _location.Options.BatchFiles, _location.Options.BatchBytes);
        int taken = 0;
        while (MayTake(cancellationToken) && batches.Next() is { } batch)
        {
            int? got = await _inHand.TakeAsync(batch, folderId, cancellationToken).ConfigureAwait(false);
            if (got is null) return taken;
            taken += got.Value;
            if (got < batch.Count) batches.GoElsewhere();
        }

        foreach (var batch in kept.Chunk(_location.Options.BatchFiles))
        {
            if (!MayTake(cancellationToken)) break;
            if (!await _kept.TakeAsync(batch, cancellationToken).ConfigureAwait(false)) break;
            taken += batch.Length;
        }

        return taken;
    }

    private bool MayTake(CancellationToken cancellationToken)
    {
        if (IsStopping || cancellationToken.IsCancellationRequested) return false;
        if (_inHand.Count < FilesInHand.Max)
        {
            _location.Complaints.Over("\0full");
            return true;
        }

        if (_location.Complaints.IsNew("\0full", ""))
            _location.Log.HandFull(_location.Context.LocationName, _inHand.Count);
        return false;
    }

    private bool IsStopping => _stopping.IsCancellationRequested;

    private FileRound Round(int taken, bool isPartial)
    {
        var every = _location.Options.Every;
        var next = isPartial ? TimeSpan.Zero : _readiness.NextLook() ?? every;
        return new FileRound(taken, _readiness.Waiting, _inHand.Count, next < every ? next : every);
    }

    private async Task LoopAsync()
    {
        while (!IsStopping)
        {
            long begun = _location.Time.GetTimestamp();
            var next = await RunSafelyAsync().ConfigureAwait(false);
            var took = _location.Time.GetElapsedTime(begun);
            if (IsStopping || !await _wakeup.WaitAsync(next).ConfigureAwait(false)) continue;
            // A stream of events must not become a stream of listings: as long a pause as the last one took.
            var gap = took < GapMin ? GapMin : took > GapMax ? GapMax : took;
            var rest = gap + took - _location.Time.GetElapsedTime(begun);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, _location.Time, _stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _hints.Dispose();
        if (_inHand.Count > 0) _location.Log.StoppedInHand(_location.Context.LocationName, _inHand.Count);
    }

    private async Task<TimeSpan> RunSafelyAsync()
    {
        try
        {
            return (await RunOnceAsync(_abandon.Token).ConfigureAwait(false)).NextLook;
        }
        catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
#pragma warning disable CA1031 // The root of a loop: whatever happens is logged, and the location is never given up.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _location.Log.RoundFailed(e, _location.Context.LocationName, _location.Options.Every);
            return _location.Options.Every;
        }
    }
}
