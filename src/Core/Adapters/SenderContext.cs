using Microsoft.Extensions.Logging;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Telemetry;

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

    /// <summary>Where its limits can be watched.</summary>
    public LimitList Limits { get; init; } = new();

    /// <summary>Makes the places for responses; null outside a server.</summary>
    internal Func<IBodyWriter>? Bodies { get; init; }

    /// <summary>
    /// A place for the bytes of a response, which can be read only once: in memory if they are few, else in the store.
    /// The body that comes of it is given to <see cref="Transmission.RespondedAsync"/>, once, or goes with this
    /// process.
    /// </summary>
    /// <remarks>From the writer: <see cref="BodyTooLargeException"/> above the group's limit, and
    /// <see cref="Store.StoreUnavailableException"/> while the store is away.</remarks>
    /// <exception cref="InvalidOperationException">The port is one-way.</exception>
    public IBodyWriter CreateBody() => Bodies is { } make
        ? make()
        : throw new InvalidOperationException($"The send port '{PortName}' is one-way and gets no responses.");
}
