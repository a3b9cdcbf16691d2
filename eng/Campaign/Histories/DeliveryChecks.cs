namespace Viaduct.Campaign.Histories;

/// <summary>Each accepted message has its effect once at each of its ports, and is what was sent.</summary>
internal static class DeliveryChecks
{
    // What is lost is not seen when it is: on its way for so long, usually for much less.
    private const double MayBeLostWithin = 10_000;

    /// <summary>What is lost, twice, other than it was, unknown, or completed by two owners.</summary>
    public static IEnumerable<Violation> Check(History history) =>
    [
        .. Lost(history), .. Twice(history), .. Contents(history), .. Keys(history), .. Stale(history),
    ];

    private static IEnumerable<Violation> Lost(History history)
    {
        var known = history.Arrivals.Select(arrival => (arrival.Id, arrival.Port))
            .Concat(history.Suspended.Select(one => (one.Id, one.Port)))
            .ToHashSet();
        // Suspended before it was routed: at a receive location, or without a subscriber.
        var everywhere = history.Offers.SelectMany(offer => offer.Ports).ToHashSet(StringComparer.Ordinal);
        var unrouted = history.Suspended.Where(one => !everywhere.Contains(one.Port)).Select(one => one.Id).ToHashSet();
        return
            from offer in history.Offers
            where offer.AcceptedAt is not null && !unrouted.Contains(offer.Id)
            from port in offer.Ports
            where !known.Contains((offer.Id, port))
            select new Violation(
                ViolationKind.Lost, offer.Id, port,
                $"accepted at {offer.AcceptedAt:N0} ms, neither there nor suspended", offer.OfferedAt,
                Math.Min(offer.AcceptedAt!.Value + MayBeLostWithin, history.Length));
    }

    private static IEnumerable<Violation> Twice(History history) =>
        from effect in history.Arrivals.GroupBy(arrival => (arrival.Port, arrival.Id))
        where effect.Count() > 1
        let all = effect.ToList()
        select new Violation(
            ViolationKind.Twice, effect.Key.Id, effect.Key.Port,
            $"{all.Count} effects: {string.Join(", ", all.Select(one => $"{one.TransmissionKey} at {one.At:N0} ms"))}",
            all[0].At, all[^1].At);

    private static IEnumerable<Violation> Contents(History history)
    {
        var offers = history.Offers.ToDictionary(offer => offer.Id, StringComparer.Ordinal);
        foreach (var arrival in history.Arrivals)
        {
            if (!offers.TryGetValue(arrival.Id, out var offer) || !offer.Ports.Contains(arrival.Port))
                yield return Of(arrival, ViolationKind.Unknown, "was never offered for this port", arrival.At);
            else if (offer.Digest != arrival.Digest)
                yield return Of(
                    arrival, ViolationKind.WrongContent, $"has {arrival.Digest} instead of {offer.Digest}",
                    offer.OfferedAt);
        }
    }

    private static IEnumerable<Violation> Keys(History history) =>
        from use in history.Arrivals.GroupBy(arrival => (arrival.Port, arrival.TransmissionKey))
        let ids = use.Select(arrival => arrival.Id).Distinct(StringComparer.Ordinal).ToList()
        where ids.Count > 1
        select new Violation(
            ViolationKind.KeyUsedTwice, ids[0], use.Key.Port,
            $"{use.Key.TransmissionKey} stood for {string.Join(" and ", ids)}", use.First().At, use.Last().At);

    // A receive location gives a response as often as it is asked for.
    private static IEnumerable<Violation> Stale(History history)
    {
        var ports = history.Offers.SelectMany(offer => offer.Ports).ToHashSet(StringComparer.Ordinal);
        return
            from work in history.Tracked.Where(end => ports.Contains(end.Port)).GroupBy(end => (end.Message, end.Port))
            where work.Count() > 1
            select new Violation(
                ViolationKind.StaleWrite, work.Key.Message, work.Key.Port, $"tracked as sent {work.Count()} times",
                0, history.Length);
    }

    private static Violation Of(Arrival arrival, ViolationKind kind, string text, double from) =>
        new(kind, arrival.Id, arrival.Port, $"{arrival.TransmissionKey} {text}", from, arrival.At);
}
