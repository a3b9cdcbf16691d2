using System.Diagnostics;

namespace Viaduct.Core.Telemetry;

/// <summary>The spans of a receive location.</summary>
/// <param name="Location">The location, or the send port whose responses come in.</param>
/// <param name="Kind">Server for a location that somebody calls, else consumer.</param>
internal sealed record ReceiveTraceNames(string Location, ActivityKind Kind)
{
    /// <summary>Of receiving a source item.</summary>
    public string Receive { get; } = "receive " + Location;

    /// <summary>Of publishing its messages.</summary>
    public string Publish { get; } = "publish " + Location;
}
