using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>A receive location that a configuration wants to run.</summary>
/// <param name="Application">Its application.</param>
/// <param name="Port">Its port.</param>
/// <param name="Location">The location.</param>
internal sealed record WantedLocation(
    ApplicationModel Application, ReceivePortModel Port, ReceiveLocationModel Location)
{
    /// <summary>The location's name.</summary>
    public string Name => Location.Name;

    /// <summary>Another text means another receiver.</summary>
    public string ReceiverText { get; } = EndpointFingerprint.OfReceiver(Port, Location);

    /// <summary>Another text means another way of its items.</summary>
    public string WayText { get; private init; } = EndpointFingerprint.OfWay(Application, Port, Location);

    /// <summary>The location in a version that is tried, if its items go another way there; else null.</summary>
    public (WantedLocation Location, TriedConfiguration Tried)? Candidate { get; private init; }

    /// <summary>The locations that a configuration wants, with those of a version that is tried.</summary>
    public static IEnumerable<WantedLocation> Of(PreparedConfiguration configuration, TriedConfiguration? tried)
    {
        var wanted = Of(configuration.Loaded.Model);
        if (tried is null) return wanted;
        var others = Of(tried.Candidate.Loaded.Model)
            .ToDictionary(one => one.Name, StringComparer.Ordinal);
        return wanted.Select(one => others.GetValueOrDefault(one.Name) is { } other && other.WayText != one.WayText
            ? one with
            {
                Candidate = (other, tried), WayText = $"{one.WayText}\n{tried.Trial.Number}\n{other.WayText}",
            }
            : one);
    }

    private static IEnumerable<WantedLocation> Of(GroupModel model) =>
        from application in model.Applications
        from port in application.ReceivePorts
        from location in port.Locations
        where location.Enabled
        select new WantedLocation(application, port, location);
}
