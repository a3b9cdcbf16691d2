using System.Runtime.CompilerServices;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>Finds the ways of messages in the tracking that the store keeps.</summary>
/// <param name="store">The tracking.</param>
public sealed partial class TrackingQuery(ITrackingStore store)
{
    private const int RowsPerRead = 64;

    // Clocks of servers differ: a message's events may seem older than its id by so much.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromHours(1);

    /// <summary>
    /// The events that fit, in the order in which they were stored. Events of the last moments may still be missing:
    /// the tracker stores them a little later.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async IAsyncEnumerable<TrackEvent> FindAsync(
        TrackingFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var index = new TrackIndex(filter);
        var (from, to) = Span(filter);
        long after = 0;
        IReadOnlyList<TrackingRow> rows;
        do
        {
            rows = await LookAsync(index, (from, to), newest: false, after, RowsPerRead, cancellationToken);
            foreach (var row in rows)
                foreach (var e in await FittingAsync(row, filter, index, cancellationToken)) yield return e;
            if (rows.Count > 0) after = rows[^1].Id;
        }
        while (rows.Count == RowsPerRead);
    }

    /// <summary>
    /// The newest of the events that fit, in the order of time. Reads from the end, so that it does not matter how
    /// much was tracked before.
    /// </summary>
    /// <returns>The events, and whether older ones fit too.</returns>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<(IReadOnlyList<TrackEvent> Events, bool OlderLeftOut)> FindNewestAsync(
        TrackingFilter filter, int eventsMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(eventsMax, 1);
        var index = new TrackIndex(filter);
        var newest = new NewestEvents(eventsMax);
        await foreach (var row in RowsBackAsync(filter, index, cancellationToken))
        {
            if (newest.AllAfter(row.To)) break;
            foreach (var e in await FittingAsync(row, filter, index, cancellationToken)) newest.Add(e, row.Id);
        }

        bool leftOut = newest.LeftOut;
        return (newest.InOrder(), leftOut);
    }

    private async ValueTask<IEnumerable<TrackEvent>> FittingAsync(
        TrackingRow row, TrackingFilter filter, TrackIndex index, CancellationToken cancellationToken) =>
        index.MayFit(row) && await WholeAsync(row, index, cancellationToken) is { } whole
            ? TrackingBatch.Events(whole).Where(filter.Fits)
            : [];

    // Where indexes tell what may fit, they are all that is read of the rest.
    private Task<IReadOnlyList<TrackingRow>> LookAsync(
        TrackIndex index, (DateTimeOffset From, DateTimeOffset To) span, bool newest, long id, int rowsMax,
        CancellationToken cancellationToken) => (index.IsEmpty, newest) switch
        {
            (true, false) => store.ReadAsync(span.From, span.To, id, rowsMax, cancellationToken),
            (true, true) => store.ReadBackAsync(span.From, span.To, id, rowsMax, cancellationToken),
            (false, false) => store.ReadIndexesAsync(span.From, span.To, id, rowsMax, cancellationToken),
            (false, true) => store.ReadIndexesBackAsync(span.From, span.To, id, rowsMax, cancellationToken),
        };

    /// <summary>The row with its events; null if it has gone meanwhile.</summary>
    private async ValueTask<TrackingRow?> WholeAsync(
        TrackingRow row, TrackIndex index, CancellationToken cancellationToken)
    {
        if (index.IsEmpty) return row;
        var found = await store.ReadAsync(row.From, row.To, row.Id - 1, 1, cancellationToken);
        return found is [var whole] && whole.Id == row.Id ? whole : null;
    }

    private async IAsyncEnumerable<TrackingRow> RowsBackAsync(
        TrackingFilter filter, TrackIndex index, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var span = Span(filter);
        long before = long.MaxValue;
        IReadOnlyList<TrackingRow> rows;
        do
        {
            rows = await LookAsync(index, span, newest: true, before, RowsPerRead, cancellationToken);
            foreach (var row in rows) yield return row;
            if (rows.Count > 0) before = rows[^1].Id;
        }
        while (rows.Count == RowsPerRead);
    }

    private static (DateTimeOffset From, DateTimeOffset To) Span(TrackingFilter filter)
    {
        var born = Latest(Born(filter.MessageId), Born(filter.InterchangeId));
        return (filter.From is { } from ? Latest(from, born) : born, filter.To ?? DateTimeOffset.MaxValue);
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // An id of version 7 tells when it was made, and nothing can have happened to its message before.
    private static DateTimeOffset Born(Guid? id)
    {
        if (id is not { Version: 7 } known) return DateTimeOffset.MinValue;
        Span<byte> bytes = stackalloc byte[16];
        known.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16;
        bool inRange = milliseconds >= 0 && milliseconds < 253_402_300_800_000;
        return inRange ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - ClockDifference : default;
    }
}
