using Microsoft.Extensions.Logging;

namespace Viaduct.Core.Hosting;

/// <content>
/// What it logs, in one file: of several the generator takes the parts in any order, and two builds would differ.
/// </content>
internal sealed partial class ServerSession
{
    [LoggerMessage(
        1904, LogLevel.Warning, "A change is taken up although the store has taken no commit for {Time}.")]
    private static partial void LogCutWaits(ILogger logger, TimeSpan time);

    [LoggerMessage(1901, LogLevel.Information, "Configuration {Hash} runs, with routes of version {RouteVersion}.")]
    private static partial void LogApplied(ILogger logger, string hash, long routeVersion);

    [LoggerMessage(1902, LogLevel.Information, "Configuration {Hash} is announced, and ready to run here.")]
    private static partial void LogReady(ILogger logger, string hash);

    [LoggerMessage(1903, LogLevel.Error, "Configuration {Hash} is announced, and cannot run here: {Text}")]
    private static partial void LogCannotRun(ILogger logger, string hash, string text);

    [LoggerMessage(
        1905, LogLevel.Information, "Trial {Trial} runs: configuration {Hash} has {Share} % of what comes in.")]
    private static partial void LogBegun(ILogger logger, long trial, string hash, double share);

    [LoggerMessage(1906, LogLevel.Warning, "Trial {Trial}: configuration {Hash} is withdrawn. {Reason}")]
    private static partial void LogWithdrawn(ILogger logger, long trial, string hash, string reason);

    [LoggerMessage(1907, LogLevel.Information, "Trial {Trial}: configuration {Hash} is accepted. {Reason}")]
    private static partial void LogAccepted(ILogger logger, long trial, string hash, string reason);

    [LoggerMessage(
        1911, LogLevel.Information, "{Count} readers went to other servers (sessions {Sessions}; 0: home).")]
    private static partial void LogGiven(ILogger logger, int count, string sessions);
}
