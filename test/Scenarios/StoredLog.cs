using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Messages;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Server.Hosting;

namespace Viaduct.Scenarios;

/// <summary>Reads the messages that wait in the log of a group whose servers are stopped.</summary>
internal static class StoredLog
{
    /// <summary>All messages of the hosts, lane by lane.</summary>
    public static async Task ReadAsync(string address, Action<Message> read)
    {
        await using var store = StoreFactory.Create(address, ".", NullLoggerFactory.Instance);
        await store.OpenAsync(default);
        var active = (await store.Configuration.GetActiveAsync(default))!;
        var backlog = new BacklogSource(store);
        var lanes = (await store.Log.ReadHeadsAsync(default)).Keys;
        foreach (int lane in lanes)
            foreach (var host in active.Readers.Where(row => row.Kind == ReaderKind.Host))
                await ReadAsync(backlog, new ReaderLane(host.Id, lane), read);
    }

    private static async Task ReadAsync(BacklogSource backlog, ReaderLane lane, Action<Message> read)
    {
        for (long from = 1; ;)
        {
            var part = await backlog.ReadAsync(lane, from, null, new LaneReaderOptions(), default);
            if (part.Segments.Count == 0) return;
            foreach (var (message, _, _) in part.Segments.SelectMany(segment => segment.Messages))
                if (message is not null) read(message);
            from = part.Segments[^1].Sequence + 1;
        }
    }
}
