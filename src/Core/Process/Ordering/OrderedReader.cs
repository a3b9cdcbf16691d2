using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process.Ordering;

/// <summary>
/// Works what an ordered send port, or one of its key groups, has to do in all lanes: reads in rounds, and lets the
/// messages of each key begin one after the other (rules 80 to 84).
/// </summary>
internal sealed partial class OrderedReader(
    OrderedPort port, LaneReaderOptions options, OrderedReaderServices services)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, OrderedLane> _lanes = [];
    private OrderedPort _port = port;
    private long _bytesInHand;
    private int _itemsInHand;
    private bool _running;
    private bool _again;
    private bool _stopped;
    private bool _isFull;
    private Task _run = Task.CompletedTask;

    /// <summary>Work items in hand, those that wait for others included.</summary>
    public int ItemsInHand
    {
        get
        {
            lock (_lock) return _itemsInHand;
        }
    }

    /// <summary>Takes up what the configuration says of the port now; what has been read stays as it is.</summary>
    public void Use(OrderedPort changed)
    {
        lock (_lock) _port = changed;
    }

    /// <summary>A lane that it works from now on.</summary>
    public void Add(ReaderGrant grant)
    {
        lock (_lock) _lanes.TryAdd(grant.ReaderLane.Lane, new OrderedLane(grant, this));
    }

    /// <summary>There may be work.</summary>
    public void Poll()
    {
        lock (_lock)
        {
            _again = true;
            if (_running || _stopped) return;
            _running = true;
            _run = Task.Run(RunAsync, CancellationToken.None);
        }
    }

    /// <summary>Looks for work, if an open item keeps some waiting or nobody tells of it.</summary>
    public void LookAtOpenItems()
    {
        lock (_lock) _looksAtItems = true;
        Poll();
    }

    /// <summary>Lets nothing new begin; what is being sent goes on.</summary>
    public Task StopAsync()
    {
        lock (_lock) _stopped = true;
        return _run;
    }

    private async Task RunAsync()
    {
        while (IsDue())
        {
            try
            {
                while (await WorkRoundAsync())
                {
                }
            }
            catch (StoreUnavailableException e)
            {
                LogWaits(services.Lanes.Logger, _port.Name, e.Message);
                await services.Lanes.WaitForStoreAsync();
                Poll();
            }
            catch (Exception e)
            {
                // The root of the reading: a defect is told, and reading goes on after a while.
                LogFailed(services.Lanes.Logger, _port.Name, e);
                await services.Lanes.WaitForStoreAsync();
                Poll();
            }
        }
    }

    private bool IsDue()
    {
        lock (_lock)
        {
            _running = _again && !_stopped;
            _again = false;
            return _running;
        }
    }

    /// <summary>Reads a round, and lets begin what may.</summary>
    /// <returns>True if there may be more, and there is room for it.</returns>
    private async Task<bool> WorkRoundAsync()
    {
        await ReadOpenItemsAsync();
        Dictionary<int, long> places;
        lock (_lock)
        {
            _isFull = !HasRoomLocked();
            if (_stopped || _isFull) return false;
            places = _lanes.ToDictionary(lane => lane.Key, lane => lane.Value.Next);
        }

        var round = await services.Store.Log.ReadRoundAsync(
            _port.Reader, places, options.SegmentsPerRead, options.BytesPerRead, CancellationToken.None);
        if (round.Count == 0) return false;
        if (round.Any(row => !places.ContainsKey(row.Lane)))
        {
            // A lane that another process has made since. If it cannot be had, the reader is no longer this one's.
            await services.AcquireAsync();
            lock (_lock) return round.All(row => _lanes.ContainsKey(row.Lane));
        }

        var records = await ReadRecordsAsync(round);
        LetBegin(Load(round, records));
        return true;
    }

    /// <summary>The records of a round, by lane and sequence, in the order of the references.</summary>
    private async Task<Dictionary<(int Lane, long Sequence), (List<WorkItemReference> Items, List<ReadOnlyMemory<byte>>
        Records)>> ReadRecordsAsync(IReadOnlyList<RoundReference> round)
    {
        var all = new Dictionary<(int, long), (List<WorkItemReference>, List<ReadOnlyMemory<byte>>)>();
        foreach (var lane in round.GroupBy(row => row.Lane))
        {
            var rows = lane.Select(row => (row.Sequence, Items: ReferenceCodec.Read(row.Entries.Span))).ToList();
            var slices = rows.SelectMany(
                row => row.Items.Select(item => new RecordSlice(row.Sequence, item.Offset, item.Length))).ToList();
            var records = await services.Store.Log.ReadRecordsAsync(lane.Key, slices, CancellationToken.None);
            int next = 0;
            foreach (var (sequence, items) in rows)
            {
                all.Add((lane.Key, sequence), (items, [.. records.Skip(next).Take(items.Count)]));
                next += items.Count;
            }
        }

        return all;
    }

    // It reads again once half is done, so that a read is worth its while.
    private bool HasRoomToReadLocked() =>
        _itemsInHand <= options.ItemsMax / 2 && _bytesInHand <= options.BytesMax / 2;

    private bool HasRoomLocked() => _itemsInHand < options.ItemsMax && _bytesInHand < options.BytesMax;

    [LoggerMessage(1211, LogLevel.Warning, "Ordered send port {Port} waits for the store: {Text}")]
    private static partial void LogWaits(ILogger logger, string port, string text);

    [LoggerMessage(1212, LogLevel.Error, "Ordered send port {Port} cannot read its backlog; it tries again.")]
    private static partial void LogFailed(ILogger logger, string port, Exception e);
}
