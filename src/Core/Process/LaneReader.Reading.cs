using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>Reading from the store, until it has caught up.</summary>
internal sealed partial class LaneReader
{
    private void ReadIfDue()
    {
        lock (_lock)
        {
            // What was written after a read had begun may have escaped it.
            _readAgain |= _reading && !_isFed;
            if (_stopped || _reading || !_behind) return;
            _reading = true;
            _readTask = Task.Run(ReadAsync, CancellationToken.None);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await ReadOnceAsync())
            {
            }
        }
        catch (StoreUnavailableException e)
        {
            LogReadWaits(_services.Logger, Progress.ReaderLane.Reader, Progress.ReaderLane.Lane, e.Message);
            await _services.WaitForStoreAsync();
        }
        catch (Exception e)
        {
            // The root of the reading: a defect is told, and reading goes on after a while.
            LogReadFailed(_services.Logger, Progress.ReaderLane.Reader, Progress.ReaderLane.Lane, e);
            await _services.WaitForStoreAsync();
        }

        bool again;
        lock (_lock) (again, _readAgain, _reading) = (_readAgain, false, false);
        if (again || (_isFed && HasRoom())) ReadIfDue();
    }

    /// <summary>Reads the next part of the backlog.</summary>
    /// <returns>True if there is more to read and room for it.</returns>
    private async Task<bool> ReadOnceAsync()
    {
        long from;
        bool more;
        lock (_lock)
        {
            if (_stopped) return false;
            from = _loadedThrough + 1;
        }

        var backlog = await _services.Backlog.ReadAsync(
            _references, from, _onlyPort, _options, CancellationToken.None);
        lock (_lock)
        {
            if (_stopped) return false;
            foreach (var segment in backlog.Segments) Load(segment);
            // Nothing found means that the rest of the lane, up to the head, holds no work for this reader.
            if (backlog.Segments.Count == 0) _loadedThrough = Math.Max(_loadedThrough, backlog.ReadThrough);
            _known |= backlog.Segments.Count == 0;
            // Caught up: from the next commit on the writer feeds this reader again. What was committed before this
            // reader was known to the writer is only certain once a read has come to the lane's end.
            bool ended = _known && _loadedThrough >= _deliveredThrough;
            if (_isFed && ended) _behind = false;
            if (_onlyPort is not null && _itemsInHand == 0) Progress.Confirm();
            _drained = !_isFed && backlog.Segments.Count == 0;
            more = _isFed ? _behind : !_drained;
            more &= HasRoomLocked();
        }

        WriteSkipped();
        return more;
    }

    private void Load(BacklogSegment segment)
    {
        var isDone = Progress.Load(segment.Sequence, segment.Items);
        _loadedThrough = segment.Sequence;
        int item = 0;
        foreach (var (message, ports, weight) in segment.Messages)
            foreach (int port in ports)
            {
                int index = item++;
                if (!isDone(index)) Hand(message, port, new Position(segment.Sequence, index), weight);
            }
    }

    private bool HasRoom()
    {
        lock (_lock) return HasRoomLocked();
    }

    // It reads again once half is done, so that a read is worth its while.
    private bool HasRoomToReadLocked() =>
        _itemsInHand <= _options.ItemsMax / 2 && _bytesInHand <= _options.BytesMax / 2;

    private bool HasRoomLocked() => _itemsInHand < _options.ItemsMax && _bytesInHand < _options.BytesMax;

    [LoggerMessage(1201, LogLevel.Warning, "Reader {Reader} in lane {Lane} waits for the store: {Text}")]
    private static partial void LogReadWaits(ILogger logger, int reader, int lane, string text);

    [LoggerMessage(1202, LogLevel.Error, "Reader {Reader} in lane {Lane} cannot read its backlog; it tries again.")]
    private static partial void LogReadFailed(ILogger logger, int reader, int lane, Exception e);
}
