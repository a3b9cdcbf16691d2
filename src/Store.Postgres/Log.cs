using Microsoft.Extensions.Logging;

namespace Viaduct.Store.Postgres;

/// <summary>What this store logs. The numbers are stable: 4300 to 4399.</summary>
internal static partial class Log
{
    [LoggerMessage(4300, LogLevel.Warning, "The database does not answer; everything waits for it: {Reason}")]
    public static partial void StoreIsAway(this ILogger logger, string reason);

    [LoggerMessage(4301, LogLevel.Information, "The database answers again.")]
    public static partial void StoreIsBack(this ILogger logger);

    [LoggerMessage(4302, LogLevel.Warning, "The outcome of a commit is unknown; finding out: {Reason}")]
    public static partial void OutcomeUnknown(this ILogger logger, string reason);

    [LoggerMessage(4303, LogLevel.Information, "The commit whose outcome was unknown: {Outcome}.")]
    public static partial void OutcomeResolved(this ILogger logger, string outcome);

    [LoggerMessage(4304, LogLevel.Error, "The database refuses commits for reasons of its own; trying again: {Reason}")]
    public static partial void CommitRefused(this ILogger logger, string reason);

    [LoggerMessage(4305, LogLevel.Warning, "The lock of session {Session} was lost; taking it again: {Reason}")]
    public static partial void LockLost(this ILogger logger, long session, string reason);

    [LoggerMessage(4306, LogLevel.Information, "The lock of session {Session} is held again.")]
    public static partial void LockHeldAgain(this ILogger logger, long session);

    [LoggerMessage(4307, LogLevel.Warning, "Session {Session} has been taken over; its lock is not taken again.")]
    public static partial void SessionGone(this ILogger logger, long session);

    [LoggerMessage(4308, LogLevel.Information, "Applied migration {Migration}.")]
    public static partial void Migrated(this ILogger logger, string migration);

    [LoggerMessage(4309, LogLevel.Warning, "The database has failed over to timeline {Timeline}, at {Node}.")]
    public static partial void TimelineRaised(this ILogger logger, long timeline, string node);

    [LoggerMessage(4310, LogLevel.Debug, "A background task of the store ended: {Reason}")]
    public static partial void LeftBehind(this ILogger logger, string reason);

    [LoggerMessage(
        4311, LogLevel.Error,
        "{Node} takes writes on timeline {Timeline}, beside the primary that is used, on timeline {Used}. Nothing of "
        + "this group goes there: stop it, and make it a standby.")]
    public static partial void NotUsed(this ILogger logger, string node, long timeline, long used);

    [LoggerMessage(4312, LogLevel.Warning, "The database may lose what it has confirmed: {Text}")]
    public static partial void UnsafeSetting(this ILogger logger, string text);

    [LoggerMessage(
        4313, LogLevel.Warning,
        "A commit has waited for a synchronous standby for {Time}. Everything waits with it, and goes on when a "
        + "standby answers that synchronous_standby_names names.")]
    public static partial void WaitsForStandby(this ILogger logger, TimeSpan time);
}
