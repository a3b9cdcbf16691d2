namespace Viaduct.Client;

/// <summary>What has happened at a port or location on one server, since the figures before.</summary>
/// <param name="Name">The send port, or the receive location.</param>
/// <param name="ReceivedPerSecond">Messages that it published, a second.</param>
/// <param name="SentPerSecond">Deliveries that it made, a second.</param>
/// <param name="FailuresPerSecond">Attempts that failed and messages that were suspended, a second.</param>
/// <param name="Times">How long its deliveries took; null if there were none.</param>
public sealed record PortFigures(
    string Name, double ReceivedPerSecond, double SentPerSecond, double FailuresPerSecond, LiveTimes? Times);
