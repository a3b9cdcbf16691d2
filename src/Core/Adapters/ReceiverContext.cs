using Microsoft.Extensions.Logging;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Adapters;

/// <summary>What a receiver gets to work with.</summary>
/// <param name="LocationName">The receive location, unique in the group.</param>
/// <param name="Address">The location's address, as set in the context of its messages.</param>
/// <param name="Intake">Where source items go.</param>
/// <param name="Claims">The ledger of claimed source items of this location.</param>
/// <param name="Time">The clock and timers.</param>
/// <param name="Logger">The log of this location.</param>
public sealed record ReceiverContext(
    string LocationName, string Address, IIntake Intake, IClaimLedger Claims, TimeProvider Time, ILogger Logger)
{
    /// <summary>Where requests go if the location's port is two-way; null if it is one-way.</summary>
    public IRequestIntake? Requests { get; init; }

    /// <summary>Where its limits can be watched.</summary>
    public LimitList Limits { get; init; } = new();
}
