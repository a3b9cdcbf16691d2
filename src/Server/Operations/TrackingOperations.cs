using System.Text.Json;
using Viaduct.Client;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Server.Operations;

/// <summary>Finds the ways of messages, page by page.</summary>
/// <param name="store">The store, opened.</param>
internal sealed class TrackingOperations(IStore store)
{
    // Stands for "all of the row has been seen", which a number without a sign cannot.
    private const ulong Done = uint.MaxValue;

    private readonly TrackingQuery _query = new(store.Tracking);

    /// <summary>A page of events.</summary>
    public async Task<TrackingPage> FindAsync(
        TrackingSearch search, PageOptions options, CancellationToken cancellationToken)
    {
        if (search.From > search.To) throw Problems.BadRequest("'from' lies after 'to': nothing can fit.");
        string asked = JsonSerializer.Serialize(search, QueryJson.Default.TrackingSearch);
        TrackPlace? after = PageToken.Read(asked, options.After) is var (row, number)
            ? new TrackPlace((long)row, number == Done ? (search.Newest ? -1 : int.MaxValue) : (int)number)
            : null;
        var filter = new TrackingFilter
        {
            MessageId = search.MessageId, InterchangeId = search.InterchangeId, Port = search.Port, From = search.From,
            To = search.To,
        };
        var page = await _query.ReadPageAsync(
            filter, search.Newest, after, ItemOperations.Limit(options), cancellationToken);
        return new TrackingPage(
            [.. page.Events.Select(Views.Of)], page.Next is { } next ? TokenOf(asked, next) : null);
    }

    private static string TokenOf(string asked, TrackPlace place) => PageToken.Write(
        asked, (ulong)place.Row, place.Event is < 0 or int.MaxValue ? Done : (ulong)place.Event);
}
