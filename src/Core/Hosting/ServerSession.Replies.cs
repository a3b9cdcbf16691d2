using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// The responses for those who wait in this process (rule 56), and those of servers that are gone, which are suspended
/// or kept.
/// </summary>
internal sealed partial class ServerSession
{
    /// <summary>How many requests wait for their response, for status.</summary>
    public int RequestsWaiting => _waiting.Count;

    private IReadOnlyCollection<int> ReplyReaders =>
        [.. _readers.Where(r => r.Kind == ReaderKind.Reply).Select(r => r.Id)];

    /// <summary>
    /// Looks for responses in the lanes of other processes, which nobody hands over here.
    /// </summary>
    public async Task PollRepliesAsync(CancellationToken cancellationToken)
    {
        foreach (int reader in ReplyReaders)
        {
            var own = _dispatcher.Readers
                .Where(r => r.Key.Reader == reader).ToDictionary(r => r.Key.Lane, r => r.Value);
            if (own.Count == 0) continue;
            var newest = await Store.Log.ReadNewestReferencesAsync(reader, cancellationToken);
            // Another process has made a lane since.
            if (newest.Keys.Any(lane => !own.ContainsKey(lane))) await AcquireAsync(cancellationToken);
            foreach (var (lane, sequence) in newest)
                if (own.TryGetValue(lane, out var replies) && !replies.IsFed && sequence >= replies.Next)
                    replies.Poll();
        }
    }

    /// <summary>Whoever takes requests in needs an address for their responses.</summary>
    private async Task OpenReplyReaderAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Reader is not null) return;
        if (!Configuration!.Model.ReceivePorts.Any(port => port.ResponseTimeout is not null)) return;
        int reader = await Store.Sessions.OpenReplyReaderAsync(Id, cancellationToken);
        Unit.ReplyReader = reader;
        _waiting.Reader = reader;
    }

    private void PrepareReplies(ReaderGrant grant, bool isOwnLane)
    {
        if (!_dispatcher.Readers.ContainsKey(grant.ReaderLane))
            _dispatcher.Readers.TryAdd(
                grant.ReaderLane,
                new LaneReader(grant, _ => _responses, _options.Readers, _readerServices, isFed: isOwnLane));
    }
}
