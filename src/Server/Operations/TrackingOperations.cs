using System.Text.Json;
using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Server.Operations;

/// <summary>Finds the ways of messages, page by page, and what was tracked of their bodies.</summary>
/// <param name="store">The store, opened.</param>
/// <param name="models">The active configuration.</param>
/// <param name="catalog">What a configuration can use.</param>
internal sealed class TrackingOperations(IStore store, ActiveModels models, RuntimeCatalog catalog)
{
    // Stands for "all of the row has been seen", which a number without a sign cannot.
    private const ulong Done = uint.MaxValue;

    private static readonly string Published = Word.Of(TrackEventKind.Published);

    private readonly TrackingQuery _query = new(store.Tracking);
    private readonly TrackedMessages _messages = new(store);

    /// <summary>A page of events.</summary>
    public async Task<TrackingPage> FindAsync(
        TrackingSearch search, PageOptions options, CancellationToken cancellationToken)
    {
        if (search.From > search.To) throw Problems.BadRequest("'from' lies after 'to': nothing can fit. Swap them.");
        if (search is { Property: not null, Kinds: { Count: > 0 } kinds }
            && !kinds.Contains(Published, StringComparer.Ordinal))
            throw Problems.BadRequest(
                $"Properties are tracked with publications, and {string.Join(", ", kinds)} leaves them out: leave the "
                + "kind away to find the messages, then ask by message for what became of one.");
        string asked = JsonSerializer.Serialize(search, QueryJson.Default.TrackingSearch);
        TrackPlace? after = PageToken.Read(asked, options.After) is var (row, number)
            ? new TrackPlace((long)row, number == Done ? (search.Newest ? -1 : int.MaxValue) : (int)number)
            : null;
        var page = await _query.ReadPageAsync(
            await FilterAsync(search, cancellationToken), search.Newest, after, ItemOperations.Limit(options),
            cancellationToken);
        return new TrackingPage(
            [.. page.Events.Select(Views.Of)], page.Next is { } next ? TokenOf(asked, next) : null);
    }

    /// <summary>The bytes of a tracked body.</summary>
    public async Task<Stream> OpenBodyAsync(string body, CancellationToken cancellationToken)
    {
        if (BodyText.Read(body) is not { } place)
            throw Problems.BadRequest(
                "The body is not what an event of the tracking has given: take 'body' of an event as it stands there.");
        var message = await _messages.ReadAsync(place, cancellationToken) ?? throw Gone(null);
        try
        {
            return await message.Body.Body.OpenAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw Gone(e);
        }
    }

    private static ViaductException Gone(Exception? inner) => Problems.Refuse(
        ProblemCodes.NotFound, "The body is not there (any more): its retention class keeps it no longer. "
            + "To keep those that come longer, name a class with a longer time at the port.", inner);

    private async Task<TrackingFilter> FilterAsync(TrackingSearch search, CancellationToken cancellationToken) => new()
    {
        MessageId = search.MessageId, InterchangeId = search.InterchangeId, Port = search.Port, From = search.From,
        To = search.To,
        Kinds = search.Kinds is { Count: > 0 } kinds ? [.. kinds.Select(KindOf)] : null,
        Property = search.Property is { } property
            ? PropertyMatch.Read(property, (await models.ReadAsync(cancellationToken)).Model, catalog).Tracked()
            : null,
    };

    private static TrackEventKind KindOf(string word) => Word.Read<TrackEventKind>(word) ?? throw Problems.BadRequest(
        $"'{word}' is no kind of event: there are {string.Join(", ", TrackedKinds.All)}.");

    private static string TokenOf(string asked, TrackPlace place) => PageToken.Write(
        asked, (ulong)place.Row, place.Event is < 0 or int.MaxValue ? Done : (ulong)place.Event);
}
