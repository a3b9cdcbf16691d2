using Viaduct.Core.Adapters;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Senders by address, made when they are wanted. Each runs as many calls at once as it allows; the longest unused go
/// when there are too many.
/// </summary>
internal sealed class SenderPool : IAsyncDisposable
{
    /// <summary>So many are kept.</summary>
    public const int SendersMax = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Limit _limit;
    private long _clock;

    /// <summary>The senders of a dynamic port.</summary>
    public SenderPool(SenderContext context) =>
        _limit = context.Limits.Add("port.senders", context.PortName, SendersMax, () => InUse);

    /// <summary>How many addresses are being sent to; senders that are only kept do not count.</summary>
    public int InUse
    {
        get
        {
            lock (_lock) return _entries.Values.Count(static entry => entry.Users > 0);
        }
    }

    /// <summary>The sender of an address, for one call. Give it back by disposing of the lease.</summary>
    public async ValueTask<Lease> RentAsync(string address, Func<ISender> make, CancellationToken cancellationToken)
    {
        Entry entry;
        List<ISender> old = [];
        lock (_lock)
        {
            if (!_entries.TryGetValue(address, out entry!)) _entries.Add(address, entry = new Entry(make()));
            entry.Users++;
            entry.UsedAt = ++_clock;
            while (_entries.Count > SendersMax && Oldest() is { } unused)
            {
                _entries.Remove(unused.Key);
                old.Add(unused.Value.Sender);
            }
        }

        foreach (var sender in old) await sender.DisposeAsync();
        try
        {
            await entry.Turns.WaitAsync(cancellationToken);
        }
        catch
        {
            lock (_lock) entry.Users--;
            throw;
        }

        return new Lease(this, entry);
    }

    public async ValueTask DisposeAsync()
    {
        _limit.Dispose();
        foreach (var entry in _entries.Values)
        {
            await entry.Sender.DisposeAsync();
            entry.Turns.Dispose();
        }

        _entries.Clear();
    }

    private KeyValuePair<string, Entry>? Oldest()
    {
        var unused = _entries.Where(e => e.Value.Users == 0).ToList();
        return unused.Count == 0 ? null : unused.MinBy(e => e.Value.UsedAt);
    }

    /// <summary>The right to one call.</summary>
    internal sealed class Lease(SenderPool pool, Entry entry) : IAsyncDisposable
    {
        public ISender Sender => entry.Sender;

        public ValueTask DisposeAsync()
        {
            entry.Turns.Release();
            lock (pool._lock) entry.Users--;
            return ValueTask.CompletedTask;
        }
    }

    internal sealed class Entry(ISender sender)
    {
        public ISender Sender { get; } = sender;

        public SemaphoreSlim Turns { get; } = new(Math.Max(1, sender.Capacity.ParallelBatches));

        public int Users { get; set; }

        public long UsedAt { get; set; }
    }
}
