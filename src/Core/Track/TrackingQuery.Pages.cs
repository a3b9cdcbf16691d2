using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <content>Page by page, in the order of storage, whatever is stored meanwhile.</content>
public sealed partial class TrackingQuery
{
    // A row that is passed over by its index costs 1, one whose events are read 8: together some tens of milliseconds.
    private const int CostMax = 200;
    private const int ReadCost = 8;

    // One row holds about a thousand events: more are read at once only where little fits.
    private const int RowsFirst = 2;

    /// <summary>
    /// A page of the events that fit: 1. in the order in which they were stored, or back; 2. no event that was stored
    /// when the first page was read is in two pages or in none; 3. in bounded time, whatever there is to be passed
    /// over.
    /// </summary>
    /// <param name="filter">Which events.</param>
    /// <param name="newest">True for the events stored last first.</param>
    /// <param name="after">The place that the page before gave; null for the first page.</param>
    /// <param name="eventsMax">How many events at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<TrackPage> ReadPageAsync(
        TrackingFilter filter, bool newest, TrackPlace? after, int eventsMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(eventsMax, 1);
        var index = new TrackIndex(filter);
        var span = Span(filter);
        var place = after ?? (newest ? new TrackPlace(long.MaxValue, int.MaxValue) : new TrackPlace(0, -1));
        var events = new List<TrackEvent>();
        int rowsMax = RowsFirst;
        for (int cost = 0; cost < CostMax; rowsMax = Math.Min(2 * rowsMax, RowsPerRead))
        {
            // A row that a page ended in is read again: there may be more in it.
            long from = newest ? Before(place) : place.Event == int.MaxValue ? place.Row : place.Row - 1;
            var rows = await LookAsync(index, span, newest, from, rowsMax, cancellationToken);
            foreach (var row in rows)
            {
                var read = index.MayFit(row) ? await WholeAsync(row, index, cancellationToken) : null;
                cost += read is null ? 1 : ReadCost;
                if (read is not null && Take(read, place, newest, filter.Fits, events, eventsMax) is { } last)
                    return new TrackPage(events, last);
                place = new TrackPlace(row.Id, newest ? -1 : int.MaxValue);
                if (cost >= CostMax) return new TrackPage(events, place);
            }

            if (rows.Count < rowsMax) return new TrackPage(events, null);
        }

        return new TrackPage(events, place);
    }

    private static long Before(TrackPlace place) =>
        place.Event < 0 || place.Row == long.MaxValue ? place.Row : place.Row + 1;

    /// <returns>The place of the last event that was taken if there is no room for more.</returns>
    private static TrackPlace? Take(
        TrackingRow row, TrackPlace place, bool newest, Func<TrackEvent, bool> fits, List<TrackEvent> events,
        int eventsMax)
    {
        var all = TrackingBatch.Events(row).ToList();
        for (int i = 0; i < all.Count; i++)
        {
            int number = newest ? all.Count - 1 - i : i;
            if (row.Id == place.Row && (newest ? number >= place.Event : number <= place.Event)) continue;
            if (!fits(all[number])) continue;
            events.Add(all[number]);
            if (events.Count == eventsMax) return new TrackPlace(row.Id, number);
        }

        return null;
    }
}
