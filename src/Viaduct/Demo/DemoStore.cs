using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.Demo;

/// <summary>What the demo looks up in the store, beside the server that works on it.</summary>
internal sealed class DemoStore : IAsyncDisposable
{
    private static readonly PropertyKey SourceName =
        PropertyKey.Get("http://schemas.microsoft.com/BizTalk/2003/file-properties", "ReceivedFileName");

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

    /// <summary>When each message was sent at each port, by the tracking.</summary>
    public async Task<Dictionary<(Guid Message, string Port), DateTimeOffset>> ReadSentAsync(
        DateTimeOffset from, CancellationToken cancellationToken)
    {
        var sent = new Dictionary<(Guid, string), DateTimeOffset>();
        var query = new TrackingQuery(_store.Tracking);
        await foreach (var e in query.FindAsync(new TrackingFilter { From = from }, cancellationToken))
            if (e.Kind == TrackEventKind.Sent) sent[(e.MessageId, e.Port)] = e.At;
        return sent;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
