namespace Viaduct.Core.Receive;

/// <summary>What the intake knows of a receive location.</summary>
/// <param name="Name">The location.</param>
/// <param name="PortName">Its receive port.</param>
/// <param name="Address">Its address.</param>
/// <param name="TransportType">The adapter's transport type.</param>
/// <param name="Pipeline">Its pipeline and its port's maps.</param>
internal sealed record ReceiveLocation(
    string Name, string PortName, string Address, string TransportType, ReceivePipeline Pipeline);
