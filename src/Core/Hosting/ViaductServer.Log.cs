using Microsoft.Extensions.Logging;

namespace Viaduct.Core.Hosting;

/// <content>
/// What it logs, in one file: of several the generator takes the parts in any order, and two builds would differ.
/// </content>
public sealed partial class ViaductServer
{
    [LoggerMessage(2002, LogLevel.Warning, "Joining the group waits for the store: {Text}")]
    private static partial void LogWaits(ILogger logger, string text);

    [LoggerMessage(
        2090, LogLevel.Error, "{Why} The thread that it runs on is lost: start the process anew when it suits you.")]
    private static partial void LogThreadLost(ILogger logger, string why);

    [LoggerMessage(2004, LogLevel.Information, "Server {Server} left group {Group}.")]
    private static partial void LogLeft(ILogger logger, string server, string group);

    [LoggerMessage(2001, LogLevel.Information, "Server {Server} joined group {Group} as session {Session}.")]
    private static partial void LogJoined(ILogger logger, string server, string group, long session);

    [LoggerMessage(
        2006, LogLevel.Warning,
        "Server {Server} has joined its group and lost the store before it was ready; it waits for it, and joins anew: "
        + "{Text}")]
    private static partial void LogStartWaits(ILogger logger, string server, string text);
}
