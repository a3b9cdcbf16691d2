namespace Viaduct.Adapters.Http.Sending;

/// <summary>What a status code means for a delivery. The README lists it.</summary>
internal static class StatusRules
{
    /// <summary>True if the message was taken.</summary>
    public static bool IsSent(int status) => status is >= 200 and < 300;

    /// <summary>True if a retry may succeed; the port's own lists go first.</summary>
    public static bool IsTransient(int status, HttpSendOptions options)
    {
        if (options.Permanent.Contains(status)) return false;
        return options.Transient.Contains(status) || status is 408 or 425 or 429 or >= 500;
    }
}
