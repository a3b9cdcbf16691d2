namespace Viaduct.Core.Recover;

/// <summary>What is done with a failed delivery.</summary>
/// <param name="After">When to try again; null: suspend.</param>
/// <param name="IsExhausted">True if it is suspended because all retries were used up.</param>
internal readonly record struct RetryDecision(TimeSpan? After, bool IsExhausted = false)
{
    /// <summary>Suspend at once.</summary>
    public static readonly RetryDecision Suspend = new(null);
}
