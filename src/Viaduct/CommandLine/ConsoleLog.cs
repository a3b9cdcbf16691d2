using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Viaduct.Cli.CommandLine;

/// <summary>
/// The log of a process, on the error stream: what a service manager keeps, and never a command's result.
/// </summary>
internal static class ConsoleLog
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fff'Z' ";

    /// <summary>Makes it.</summary>
    /// <param name="least">What is logged at least.</param>
    /// <param name="json">True to write each entry as an object.</param>
    /// <param name="more">Adds to where it goes; null: nowhere else.</param>
    public static ILoggerFactory Create(
        LogLevel least, bool json, Action<ILoggingBuilder>? more = null) => LoggerFactory.Create(builder =>
    {
        more?.Invoke(builder);
        builder.SetMinimumLevel(least);
        builder.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = json ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        });
        if (json)
            builder.AddJsonConsole(options =>
                (options.UseUtcTimestamp, options.TimestampFormat) = (true, TimeFormat));
        else
            builder.AddSimpleConsole(options =>
                (options.SingleLine, options.UseUtcTimestamp, options.TimestampFormat) = (true, true, TimeFormat));
    });
}
