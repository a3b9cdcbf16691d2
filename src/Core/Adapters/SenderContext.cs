using Microsoft.Extensions.Logging;

namespace Viaduct.Core.Adapters;

/// <summary>What a sender gets to work with.</summary>
/// <param name="PortName">The send port, unique in the group.</param>
/// <param name="Time">The clock and timers.</param>
/// <param name="Logger">The log of this port.</param>
public sealed record SenderContext(string PortName, TimeProvider Time, ILogger Logger)
{
    /// <summary>
    /// True if the port is two-way: each transmission that succeeds is settled by
    /// <see cref="Transmission.RespondedAsync"/>.
    /// </summary>
    public bool IsTwoWay { get; init; }
}
