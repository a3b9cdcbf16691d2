using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Cluster;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.Demo;

/// <summary>What the demo looks up in the store, beside the servers that work on it.</summary>
internal sealed class DemoStore : IAsyncDisposable
{
    private static readonly PropertyKey SourceName =
        PropertyKey.Get("http://schemas.microsoft.com/BizTalk/2003/file-properties", "ReceivedFileName");

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly DemoFolders _folders;
    private readonly IStore _store;

    /// <summary>A look at a store; nothing is opened yet.</summary>
    public DemoStore(string address, DemoFolders folders) =>
        (_folders, _store) = (folders, StoreFactory.Create(address, folders.Root, NullLoggerFactory.Instance));

    /// <summary>Opens it.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => _store.OpenAsync(cancellationToken);

    /// <summary>How many items are suspended now.</summary>
    public async Task<long> CountSuspendedAsync(CancellationToken cancellationToken)
    {
        var counts = await _store.OpenItems.CountAsync(cancellationToken);
        return counts.Where(count => count.State == OpenItemState.Suspended).Sum(count => count.Items);
    }

    /// <summary>The suspended items that came from this run's folders.</summary>
    public async Task<IReadOnlyList<SuspendedFile>> ReadSuspendedAsync(CancellationToken cancellationToken)
    {
        var actions = new OpenItemActions(_store, TimeProvider.System);
        var found = new List<SuspendedFile>();
        await foreach (var row in actions.ListAsync(new OpenItemFilter(), cancellationToken))
        {
            var read = await actions.ReadAsync(row.Id, cancellationToken);
            string? path = read?.Message.Context.Text(SourceName);
            if (path?.StartsWith(_folders.Root, StringComparison.Ordinal) != true) continue;
            await using var body = await read!.Value.Message.Body.Body.OpenAsync(cancellationToken);
            using var copy = new MemoryStream();
            await body.CopyToAsync(copy, cancellationToken);
            found.Add(new SuspendedFile(
                Path.GetFileName(path), row.Port, row.State, row.FailureCode, row.FailureText,
                DemoExpectation.BytesDigestOf(copy.ToArray())));
        }

        return found;
    }

    /// <summary>When each message was accepted, and sent at each port, by the tracking.</summary>
    public async Task<DemoTrack> ReadTrackAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var track = new DemoTrack();
        var query = new TrackingQuery(_store.Tracking);
        await foreach (var e in query.FindAsync(new TrackingFilter { From = from }, cancellationToken))
        {
            if (e.Kind == TrackEventKind.Sent) track.Sent(e.MessageId, e.Port, e.At);
            if (e.Kind == TrackEventKind.Published) track.Published(e.MessageId, e.At);
        }

        return track;
    }

    /// <summary>The server on which a cluster group is active; null: on none.</summary>
    public async Task<string?> ActiveAsync(string cluster, CancellationToken cancellationToken) =>
        new ClusterView(await _store.Leases.ListAsync(cancellationToken)).ServerOf(cluster);

    /// <summary>A server that is there and ready, beside the one that is active.</summary>
    public async Task<string> StandbyAsync(string active, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = await _store.Sessions.ListAsync(cancellationToken);
            var ready = rows.FirstOrDefault(row => row.LockHeld && row.IsReady && row.Request.Server != active);
            if (ready is not null) return ready.Request.Server;
            await WaitAsync(cancellationToken);
        }
    }

    /// <summary>Moves a cluster group to a server, as <c>viaduct cluster move</c> does.</summary>
    public Task MoveAsync(string cluster, string server, CancellationToken cancellationToken) =>
        _store.Leases.WantAsync(cluster, server, cancellationToken);

    /// <summary>Waits until something has happened, or for a moment.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _store.WaitForHintAsync(LookAgain, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
