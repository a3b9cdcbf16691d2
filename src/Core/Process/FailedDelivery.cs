using Viaduct.Core.Pipelines;
using Viaduct.Core.Recover;

namespace Viaduct.Core.Process;

/// <summary>A delivery that failed, and what is done about it.</summary>
/// <param name="Failure">Why.</param>
/// <param name="Decision">What is done.</param>
/// <param name="At">When.</param>
internal sealed record FailedDelivery(Failure Failure, RetryDecision Decision, DateTimeOffset At)
{
    /// <summary>The code that is kept and searched by.</summary>
    public string Code => Decision.IsExhausted ? FailureCodes.RetriesExhausted : Failure.Code;
}
