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
    public string WayText { get; } = EndpointFingerprint.OfWay(Application, Port, Location);
}
