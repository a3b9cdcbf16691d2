using System.Runtime.CompilerServices;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>Finds the ways of messages in the tracking that the store keeps.</summary>
/// <param name="store">The tracking.</param>
public sealed partial class TrackingQuery(ITrackingStore store)
{
    /// <summary>The most messages of one interchange that are followed.</summary>
    public const int MessagesMax = 10_000;

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
        var messages = await MessagesOfAsync(filter, cancellationToken);
        await foreach (var row in RowsAsync(filter, messages?.Min(), cancellationToken))
            foreach (var e in Fitting(row, filter, messages)) yield return e;
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
        var messages = await MessagesOfAsync(filter, cancellationToken);
        var newest = new NewestEvents(eventsMax);
        await foreach (var row in RowsBackAsync(filter, messages?.Min(), cancellationToken))
        {
            if (newest.AllAfter(row.To)) break;
            foreach (var e in Fitting(row, filter, messages)) newest.Add(e, row.Id);
        }

        bool leftOut = newest.LeftOut;
        return (newest.InOrder(), leftOut);
    }

    private static IEnumerable<TrackEvent> Fitting(
        TrackingRow row, TrackingFilter filter, HashSet<Guid>? messages) =>
        messages is null || messages.Any(message => TrackingBatch.MayHold(row, message))
            ? TrackingBatch.Events(row).Where(e => Fits(e, filter, messages))
            : [];

    /// <summary>The messages that are asked for; null for all.</summary>
    private async Task<HashSet<Guid>?> MessagesOfAsync(TrackingFilter filter, CancellationToken cancellationToken)
    {
        if (filter.InterchangeId is not { } interchange) return filter.MessageId is { } id ? [id] : null;
        var messages = await MessagesOfAsync(interchange, filter, cancellationToken);
        if (filter.MessageId is { } only) messages.IntersectWith([only]);
        return messages;
    }

    /// <summary>Deliveries are stored without their interchange, so its messages must be known first.</summary>
    private async Task<HashSet<Guid>> MessagesOfAsync(
        Guid interchange, TrackingFilter filter, CancellationToken cancellationToken)
    {
        var messages = new HashSet<Guid>();
        await foreach (var row in RowsAsync(filter with { From = null, To = null }, interchange, cancellationToken))
        {
            if (!TrackingBatch.MayHold(row, interchange)) continue;
            foreach (var e in TrackingBatch.Events(row))
                if (e.InterchangeId == interchange && messages.Count < MessagesMax) messages.Add(e.MessageId);
        }

        return messages;
    }

    private async IAsyncEnumerable<TrackingRow> RowsAsync(
        TrackingFilter filter, Guid? earliest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = Span(filter, earliest);
        long after = 0;
        IReadOnlyList<TrackingRow> rows;
        do
        {
            rows = await store.ReadAsync(from, to, after, RowsPerRead, cancellationToken);
            foreach (var row in rows) yield return row;
            if (rows.Count > 0) after = rows[^1].Id;
        }
        while (rows.Count == RowsPerRead);
    }

    private async IAsyncEnumerable<TrackingRow> RowsBackAsync(
        TrackingFilter filter, Guid? earliest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = Span(filter, earliest);
        long before = long.MaxValue;
        IReadOnlyList<TrackingRow> rows;
        do
        {
            rows = await store.ReadBackAsync(from, to, before, RowsPerRead, cancellationToken);
            foreach (var row in rows) yield return row;
            if (rows.Count > 0) before = rows[^1].Id;
        }
        while (rows.Count == RowsPerRead);
    }

    private static (DateTimeOffset From, DateTimeOffset To) Span(TrackingFilter filter, Guid? earliest) => (
        filter.From ?? (earliest is { } id ? Born(id) : DateTimeOffset.MinValue),
        filter.To ?? DateTimeOffset.MaxValue);

    private static bool Fits(TrackEvent e, TrackingFilter filter, HashSet<Guid>? messages) =>
        (messages is null || messages.Contains(e.MessageId))
        && (filter.Port is null || e.Port == filter.Port || e.RoutedTo.Contains(filter.Port, StringComparer.Ordinal))
        && (filter.From is null || e.At >= filter.From)
        && (filter.To is null || e.At <= filter.To);

    // An id of version 7 tells when it was made, and nothing can have happened to its message before.
    private static DateTimeOffset Born(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        if (id.Version != 7) return DateTimeOffset.MinValue;
        long milliseconds = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16;
        bool inRange = milliseconds >= 0 && milliseconds < 253_402_300_800_000;
        return inRange ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - ClockDifference : default;
    }
}
