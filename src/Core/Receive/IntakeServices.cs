using Microsoft.Extensions.Logging;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Receive;

/// <summary>What every intake works with.</summary>
/// <param name="Unit">The writer.</param>
/// <param name="Bodies">Where large bodies go.</param>
/// <param name="Receipts">What was taken in before.</param>
/// <param name="Session">This process' session.</param>
/// <param name="CurrentLimits">The limits of the configuration that runs at the moment.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">The log.</param>
internal sealed record IntakeServices(
    CommitUnit Unit, IBodyStore Bodies, IReceiptStore Receipts, SessionId Session, Func<PipelineLimits> CurrentLimits,
    TimeProvider Time, ILogger Logger)
{
    /// <summary>Whether this process may act.</summary>
    public required SessionLease Lease { get; init; }

    /// <summary>What components may use.</summary>
    public StorePipelineContext Pipeline { get; } = new(Bodies, Session, CurrentLimits, Time);

    /// <summary>For keeping what came in as it came in, however large it is.</summary>
    public PipelineContext Unlimited { get; } =
        new StorePipelineContext(
            Bodies, Session, () => CurrentLimits() with { BodyBytes = long.MaxValue }, Time);

    /// <summary>
    /// The number of a host's reader; the large interchanges of its locations wait under its negative, so that they
    /// are not taken together with single messages.
    /// </summary>
    public Func<string, int> ReaderOf { get; init; } = static _ => 1;

    /// <summary>The lease in whose name a host receives; null: it is not clustered.</summary>
    public Func<string, LeaseFence?> LeaseOf { get; init; } = static _ => null;

    /// <summary>What the configuration that runs at the moment wants tracked.</summary>
    public Func<TrackingRules> Tracking { get; init; } = static () => TrackingRules.Default;

    /// <summary>The limits of pipelines.</summary>
    public PipelineLimits Limits => CurrentLimits();
}
