namespace Viaduct.Campaign.Histories;

/// <summary>
/// What was accepted before something else was begun comes before it: at an ordered port always, at a keyed one among
/// those with the same key. What was under way at the same time has no order.
/// </summary>
internal static class OrderChecks
{
    /// <summary>What arrived too early.</summary>
    public static IEnumerable<Violation> Check(History history)
    {
        var offers = history.Offers.ToDictionary(offer => offer.Id, StringComparer.Ordinal);
        return
        [
            .. history.OrderedPorts.SelectMany(port => InOrder(history, offers, port, _ => "")),
            .. history.KeyedPorts.SelectMany(port => InOrder(history, offers, port, offer => offer.Key)),
        ];
    }

    private static List<Violation> InOrder(
        History history, Dictionary<string, Offer> offers, string port, Func<Offer, string> keyOf)
    {
        var found = new List<Violation>();
        // Per key, of those that have arrived, the one that was begun last: nothing accepted before that may follow.
        var latest = new Dictionary<string, (Offer Offer, double At)>(StringComparer.Ordinal);
        foreach (var arrival in history.Arrivals.Where(arrival => arrival.Port == port))
        {
            if (!offers.TryGetValue(arrival.Id, out var offer)) continue;
            string key = keyOf(offer);
            if (!latest.TryGetValue(key, out var last) || offer.OfferedAt > last.Offer.OfferedAt)
                latest[key] = (offer, arrival.At);
            else if (offer.AcceptedAt < last.Offer.OfferedAt)
                found.Add(new Violation(
                    ViolationKind.OutOfOrder, offer.Id, port,
                    $"was accepted at {offer.AcceptedAt:N0} ms and came behind {last.Offer.Id}, which was begun at "
                    + $"{last.Offer.OfferedAt:N0} ms{(key.Length > 0 ? $" (key {key})" : "")}",
                    last.At, arrival.At));
        }

        return found;
    }
}
