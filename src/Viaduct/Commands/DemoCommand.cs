using System.CommandLine;
using Spectre.Console;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Demo;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct demo</c>.</summary>
internal static class DemoCommand
{
    private static readonly DemoOptions Defaults = new();

    private static readonly Option<int> Messages = new("--messages")
    {
        HelpName = "N", Description = "How many files are put in, from 20 to 1,000,000.",
        DefaultValueFactory = _ => Defaults.Files,
        Validators = { result => Range(result.GetValueOrDefault<int>(), 20, 1_000_000, "--messages", result.AddError) },
    };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        HelpName = "S", Description = "Over how many seconds the second half of them comes, from 1 to 86,400.",
        DefaultValueFactory = _ => Defaults.Seconds,
        Validators = { result => Range(result.GetValueOrDefault<int>(), 1, 86_400, "--seconds", result.AddError) },
    };

    private static readonly Option<bool> Keep = new("--keep")
    {
        Description = "Leave the folder with configuration, files and store where it is, and say where.",
    };

    private static readonly Option<string?> Store = new("--store")
    {
        HelpName = "ADDRESS",
        Description = "A store of its own for the demo, empty or used by demos only. Default: SQLite in its folder.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("demo", "See it work: put realistic files in, and check that each arrives exactly once.")
        {
            Details = "Runs three servers on SQLite in a temporary folder and feeds them orders, invoices, notices, "
                + "scans, flat files and envelopes, some of them bad on purpose. Meanwhile the server that receives is "
                + "killed, stands still, and is relieved, and the gaps are measured. Ends with 0 only if every good "
                + "one has arrived exactly once with the right content, where that matters in order, and every bad one "
                + "is suspended with the right reason.",
            Examples = ["viaduct demo", "viaduct demo --messages 20000 --keep"],
        }.With(Messages, Seconds, Keep, Store).Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        var options = new DemoOptions
        {
            Files = call.Get(Messages), Seconds = call.Get(Seconds), Keep = call.Get(Keep), Store = call.Get(Store),
        };
        bool isWatched = !call.Output.IsJson && !Console.IsOutputRedirected;
        IDemoProgress progress = isWatched && AnsiConsole.Profile.Capabilities.Ansi
            ? new TerminalProgress()
            : new PlainProgress(call.Output.Note, TimeProvider.System);
        var report = await new DemoRun(options, progress, call.Output.Note, TimeProvider.System).RunAsync(call.Stop);
        DemoText.Write(report, call.Output);
        call.Output.Object(report);
        return report.Clean ? ExitCode.Ok : ExitCode.Problem;
    }

    private static void Range(int value, int min, int max, string option, Action<string> addError)
    {
        if (value < min || value > max) addError($"{option} is {value}, and must lie between {min:N0} and {max:N0}.");
    }
}
