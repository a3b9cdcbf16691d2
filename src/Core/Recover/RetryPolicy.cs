using Viaduct.Core.Model;

namespace Viaduct.Core.Recover;

/// <summary>Decides what is done with a failed delivery: a pure function of the port's retries.</summary>
internal static class RetryPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="retry">The port's retries.</param>
    /// <param name="attempts">How often it was tried, this time included.</param>
    /// <param name="transient">True if a retry may succeed.</param>
    public static RetryDecision Decide(RetryModel retry, int attempts, bool transient)
    {
        if (!transient) return RetryDecision.Suspend;
        return attempts <= retry.Count
            ? new RetryDecision(retry.Interval)
            : new RetryDecision(null, IsExhausted: true);
    }
}
