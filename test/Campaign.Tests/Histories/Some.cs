using Viaduct.Campaign.Histories;

namespace Viaduct.Campaign.Tests.Histories;

/// <summary>Parts of histories.</summary>
internal static class Some
{
    /// <summary>A message for the ports ordered and keyed.</summary>
    public static Offer Offer(string id, double offered, double? accepted) =>
        new(id, "k", $"digest of {id}", ["ordered", "keyed"], offered, accepted);

    /// <summary>Its effects.</summary>
    public static Arrival[] Effects(Offer offer, double at) =>
        [Arrival("ordered", offer.Id, at), Arrival("keyed", offer.Id, at)];

    /// <summary>An effect.</summary>
    public static Arrival Arrival(string port, string id, double at) =>
        new(port, id, $"digest of {id}", $"{id}-{port}", at);

    /// <summary>A response, to a request whose response begins with "re".</summary>
    public static Answer Answer(string id, string text) => new(id, 200, text, "re", 50);

    /// <summary>The same with one arrival changed.</summary>
    public static History With(History history, int index, Func<Arrival, Arrival> change) => history with
    {
        Arrivals = [.. history.Arrivals.Select((arrival, at) => at == index ? change(arrival) : arrival)],
    };

    /// <summary>The same with those of one port the other way round.</summary>
    public static IReadOnlyList<Arrival> Exchanged(IReadOnlyList<Arrival> arrivals, string port) =>
    [
        .. arrivals.Where(arrival => arrival.Port != port),
        .. arrivals.Where(arrival => arrival.Port == port).Reverse(),
    ];
}
