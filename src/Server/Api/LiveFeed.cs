using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Api;

/// <summary>
/// Live figures for all who watch: taken once a second while anybody does, and not at all otherwise. Safe for all
/// threads.
/// </summary>
/// <param name="store">The store, opened.</param>
/// <param name="status">Reads how far the readers are.</param>
/// <param name="server">The server, which counts what it publishes and delivers.</param>
/// <param name="time">Tells when a second is over.</param>
internal sealed class LiveFeed(IStore store, StatusReader status, ViaductServer server, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A store in which counting takes long is asked less often.
    private const int RestFactor = 5;

    private static readonly string ReplyKind = Word.Of(ReaderKind.Reply);

    private readonly Lock _lock = new();
    private Task<LiveFigures>? _next;
    private Sample? _last;

    /// <summary>The next figures, when they are there.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public Task<LiveFigures> NextAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_next is null || _next.IsCompleted) _next = Task.Run(TakeAsync, CancellationToken.None);
            return _next.WaitAsync(cancellationToken);
        }
    }

    private async Task<LiveFigures> TakeAsync()
    {
        // After a pause the figures of long ago say nothing about a second.
        bool isOld = _last is not { } last || time.GetElapsedTime(last.Taken) > RestFactor * last.Rest;
        var before = isOld ? await SampleAsync() : _last!;
        var rest = before.Rest - time.GetElapsedTime(before.Taken);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, time, CancellationToken.None);
        var now = await SampleAsync();
        _last = now;
        double seconds = Math.Max(time.GetElapsedTime(before.Taken, now.Taken).TotalSeconds, 0.001);
        var ports = new PortRates(before.Ports, now.Ports, seconds);
        return new LiveFigures
        {
            At = time.GetUtcNow(), Server = server.Name, Servers = now.Servers, Backlog = now.Backlog,
            Retrying = now.Retrying, Suspended = now.Suspended, SuspendedChange = now.Suspended - before.Suspended,
            CommitsPerSecond = Rate(now.Commits - before.Commits),
            PublishedPerSecond = Rate(now.Published - before.Published),
            DeliveredPerSecond = Rate(now.Delivered - before.Delivered),
            FailuresPerSecond = ports.FailuresPerSecond, Times = ports.Times, Ports = ports.Ports,
            Readers = now.Readers,
        };

        // A server that has joined anew counts from 0.
        double Rate(long more) => Math.Round(Math.Max(0, more) / seconds, 1);
    }

    private async Task<Sample> SampleAsync()
    {
        long started = time.GetTimestamp();
        var items = await store.OpenItems.CountAsync(CancellationToken.None);
        var heads = await store.Log.ReadHeadsAsync(CancellationToken.None);
        var readers = await status.ReadReadersAsync(CancellationToken.None);
        var sessions = await store.Sessions.ListAsync(CancellationToken.None);
        var ports = server.Traffic;
        var (published, delivered) = (server.Published, server.Delivered);
        long taken = time.GetTimestamp();
        var rest = RestFactor * time.GetElapsedTime(started, taken);
        return new Sample
        {
            Taken = taken, Rest = rest > Interval ? rest : Interval, Commits = heads.Values.Sum(),
            Published = published, Delivered = delivered, Ports = ports,
            Backlog = readers.Sum(reader => reader.Lag),
            // Responses have a reader for every server, and are no backlog that anybody looks for.
            Readers = [.. ReaderSum.Of(readers.Where(reader => reader.Kind != ReplyKind))],
            Servers = sessions.Count(session => session.LockHeld),
            Retrying = items.Where(i => i.State is OpenItemState.Waiting or OpenItemState.Active).Sum(i => i.Items),
            Suspended = items.Where(StatusReader.IsSuspended).Sum(i => i.Items),
        };
    }

    private sealed record Sample
    {
        public required long Taken { get; init; }

        public required TimeSpan Rest { get; init; }

        public required long Commits { get; init; }

        public required long Published { get; init; }

        public required long Delivered { get; init; }

        public required IReadOnlyList<PortTraffic> Ports { get; init; }

        public required IReadOnlyList<ReaderSum> Readers { get; init; }

        public required long Backlog { get; init; }

        public required int Servers { get; init; }

        public required long Retrying { get; init; }

        public required long Suspended { get; init; }
    }
}
