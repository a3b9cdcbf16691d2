using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Store;

/// <summary>Where the deliveries of one send port are counted, found once and not for each message.</summary>
/// <param name="Consumed">For the metrics of the process.</param>
/// <param name="Traffic">For the figures of the port.</param>
internal sealed record PortMeter(CountTable.Cell Consumed, PortCount Traffic);
