using Viaduct.Core.Model;

namespace Viaduct.Core.Recover;

/// <summary>Decides what is done with a failed delivery: a pure function of the port's retries.</summary>
internal static class RetryPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="retry">The port's retries.</param>
    /// <param name="attempts">How often it was tried, this time included.</param>
    /// <param name="transient">True if a retry may succeed.</param>
    /// <param name="notBefore">How long the far side asks not to be tried again; the later of it and the port's
    /// interval counts. Null: it asks for nothing.</param>
    public static RetryDecision Decide(RetryModel retry, int attempts, bool transient, TimeSpan? notBefore = null)
    {
        if (!transient) return RetryDecision.Suspend;
        if (attempts > retry.Count) return new RetryDecision(null, IsExhausted: true);
        return new RetryDecision(notBefore > retry.Interval ? notBefore : retry.Interval);
    }
}
