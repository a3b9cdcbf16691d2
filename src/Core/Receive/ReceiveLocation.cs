using System.Diagnostics;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Receive;

/// <summary>What the intake knows of a receive location, or of a send port that gets responses.</summary>
internal sealed class ReceiveLocation
{
    private static readonly PropertyValue First = PropertyValue.From(1m);

    private readonly PropertyValue _port;
    private readonly PropertyValue _location;
    private readonly PropertyValue _address;
    private readonly PropertyValue _transport;

    public ReceiveLocation(string name, string portName, string address, string transport, ReceivePipeline pipeline)
    {
        (Name, Pipeline) = (name, pipeline);
        TraceNames = new ReceiveTraceNames(name, ActivityKind.Consumer);
        (_location, _port) = (PropertyValue.From(name), PropertyValue.From(portName));
        (_address, _transport) = (PropertyValue.From(address), PropertyValue.From(transport));
    }

    /// <summary>True if somebody waits for the response to what comes in.</summary>
    public bool IsTwoWay { get; init; }

    /// <summary>Its spans.</summary>
    public ReceiveTraceNames TraceNames { get; init; }

    /// <summary>True if it is a send port, whose responses come in here.</summary>
    public bool IsSendPort { get; init; }

    /// <summary>The location's name.</summary>
    public string Name { get; }

    /// <summary>The host that it runs in.</summary>
    public string Host { get; init; } = "";

    /// <summary>The lease in whose name it receives; null: its host is not clustered.</summary>
    public LeaseFence? Lease { get; init; }

    /// <summary>Its pipeline and its port's maps.</summary>
    public ReceivePipeline Pipeline { get; }

    /// <summary>Sets what every message that came in here has.</summary>
    public void SetSystemProperties(MessageContextBuilder context, int sequenceNumber)
    {
        context
            .Promote(SystemProperties.InboundTransportLocation, _address)
            .Promote(SystemProperties.InboundTransportType, _transport)
            .Promote(IsSendPort ? SystemProperties.SendPortName : SystemProperties.ReceivePortName, _port);
        if (!IsSendPort) context.Write(SystemProperties.ReceiveLocationName, _location);
        context.Promote(
            SystemProperties.InterchangeSequenceNumber,
            sequenceNumber == 1 ? First : PropertyValue.From((decimal)sequenceNumber));
    }
}
