namespace Viaduct.Core.Adapters;

/// <summary>What became of a request.</summary>
public enum RequestOutcome
{
    /// <summary>There is a response.</summary>
    Responded,

    /// <summary>It was taken in, and failed before it was delivered to anybody: there will be no response.</summary>
    Failed,

    /// <summary>
    /// It was taken in, and there will be no response: its delivery failed, or what came back is none.
    /// </summary>
    NoResponse,

    /// <summary>
    /// It was taken in, and no response came within the port's time. One that comes yet is suspended.
    /// </summary>
    TimedOut,

    /// <summary>
    /// Its <see cref="SourceItem.Exclusive"/> key has been used for another request: nothing was published.
    /// </summary>
    Conflict,

    /// <summary>
    /// It was certainly not taken in (stopping, the lease is gone, its body cannot be read).
    /// </summary>
    Refused,
}
