using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace Viaduct.Cli.CommandLine;

/// <summary>One call of a command: its arguments, where it writes, and when it is to end.</summary>
/// <param name="Arguments">What was given.</param>
/// <param name="Output">Where it writes.</param>
/// <param name="Signals">The signals that ask it to end.</param>
/// <param name="Verbose">True to log details and to show where a defect happened.</param>
internal sealed record CommandCall(ParseResult Arguments, CommandOutput Output, StopSignals Signals, bool Verbose)
{
    /// <summary>Is cancelled when the command is asked to end.</summary>
    public CancellationToken Stop => Signals.Token;

    /// <summary>Opens the log, on the error stream; the caller disposes of it.</summary>
    /// <param name="least">What is logged at least, if the call is not verbose.</param>
    /// <param name="more">Adds to where it goes; null: nowhere else.</param>
    public ILoggerFactory OpenLog(LogLevel least, Action<ILoggingBuilder>? more = null) =>
        ConsoleLog.Create(Verbose ? LogLevel.Debug : least, Output.IsJson, more);

    /// <summary>The value of an option.</summary>
    public T? Get<T>(Option<T> option) => Arguments.GetValue(option);

    /// <summary>The value of an argument.</summary>
    public T? Get<T>(Argument<T> argument) => Arguments.GetValue(argument);
}
