using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Drill;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill abort</c>.</summary>
internal static class DrillAbortCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("abort", "Remove what a drill has left in the group whose command was killed.")
        {
            Details = "A drill is broken off by Ctrl+C, and puts everything back then. If its command was killed, its "
                + "application stays, and messages on their way find nobody who takes them in: both are removed here. "
                + "A server that hangs goes on by itself.",
            Examples = ["viaduct drill abort --server http://127.0.0.1:7465"],
        }.WithGroup().Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var (application, messages) = await new ProbeLeftovers(group.Operations, TimeProvider.System)
            .RemoveAsync(call.Stop);
        call.Output.Line(application
            ? $"The application '{ProbeApplication.Name}' is removed."
            : $"There is no application '{ProbeApplication.Name}' in the group.");
        if (messages > 0) call.Output.Line($"{Words.Count(messages, "message")} of it terminated.");
        call.Output.Object(new { application, messages });
        return ExitCode.Ok;
    }
}
