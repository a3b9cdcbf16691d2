using System.CommandLine;
using Viaduct.Client;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.CommandLine;

/// <summary>Runs the action of a command, and turns whatever it meets into a text and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(ParseResult arguments, Func<CommandCall, Task<ExitCode>> action)
    {
        var configuration = arguments.InvocationConfiguration;
        var output = new CommandOutput(
            configuration.Output, configuration.Error, arguments.GetValue(SharedOptions.Json));
        bool verbose = arguments.GetValue(SharedOptions.Verbose);
        using var signals = new StopSignals();
        try
        {
            return (int)await action(new CommandCall(arguments, output, signals, verbose));
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return signals.Code;
        }
        catch (Exception e)
        {
            // The root of the program: users get a text and a code, never a stack trace that they did not ask for.
            var (code, text) = Explain(e, arguments);
            output.Failure(text, code, (e as CommandFailedException)?.Problems ?? MistakesIn(e));
            if (verbose) output.Note(e.ToString());
            return (int)code;
        }
    }

    private static IReadOnlyList<object>? MistakesIn(Exception e) => (e as ViaductException)?.Problem.Problems;

    private static ExitCode CodeOf(Problem problem) => problem.Code switch
    {
        ProblemCodes.NotFound or ProblemCodes.Conflict or ProblemCodes.InvalidConfiguration => ExitCode.Problem,
        ProblemCodes.BadRequest or ProblemCodes.TooLarge or ProblemCodes.MethodNotAllowed
            or ProblemCodes.UnsupportedMediaType => ExitCode.BadUsage,
        ProblemCodes.Defect => ExitCode.Defect,
        _ => ExitCode.NoStore,
    };

    private static (ExitCode Code, string Text) Explain(Exception e, ParseResult arguments) => e switch
    {
        ViaductException refused => (CodeOf(refused.Problem), refused.Message),
        ServerUnreachableException => (
            ExitCode.NoStore,
            $"{e.Message.TrimEnd('.')}. {GroupAccess.HowToName(arguments)}"),
        CommandFailedException failed => (failed.ExitCode, failed.Message),
        StoreUnavailableException => (
            ExitCode.NoStore, $"The store cannot be reached: {e.Message} Start it, or correct --store."),
        StoreRefusedException => (ExitCode.NoStore, e.Message),
        OtherConfigurationException => (ExitCode.NoStore, e.Message),
        ComponentConfigurationException => (ExitCode.Problem, e.Message),
        FormatException => (ExitCode.BadUsage, e.Message),
        IOException or UnauthorizedAccessException => (ExitCode.BadUsage, e.Message),
        _ => (
            ExitCode.Defect,
            $"A defect in Viaduct: {e.GetType().Name}: {e.Message} Repeat with --verbose, and report what it shows."),
    };
}
