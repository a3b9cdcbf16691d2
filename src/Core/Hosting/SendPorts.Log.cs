using Microsoft.Extensions.Logging;

namespace Viaduct.Core.Hosting;

/// <content>
/// What it logs, in one file: of several the generator takes the parts in any order, and two builds would differ.
/// </content>
internal sealed partial class SendPorts
{
    [LoggerMessage(1701, LogLevel.Information, "Send port {Port} started. {Pipeline}")]
    private static partial void LogStarted(ILogger logger, string port, string pipeline);

    [LoggerMessage(1702, LogLevel.Information, "Send port {Port} stopped.")]
    private static partial void LogStopped(ILogger logger, string port);

    [LoggerMessage(
        1703, LogLevel.Warning,
        "Send port {Port}: what was replaced has not got {Items} messages done in time; its successor has them.")]
    private static partial void LogLate(ILogger logger, string port, int items);
}
