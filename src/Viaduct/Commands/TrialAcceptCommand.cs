using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct trial accept</c>.</summary>
internal static class TrialAcceptCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand(
        "accept", "Let the group run the version that is tried, instead of the other.")
    {
        Details = "It gets everything that comes in from now on, and what was suspended is resumed with it.",
        Examples = ["viaduct trial accept"],
    }.WithGroup().Does(async call =>
    {
        await using var group = await GroupAccess.OpenAsync(call);
        TrialText.Write(await group.Operations.EndTrialAsync(TrialStates.Accepted, call.Stop), call.Output);
        return ExitCode.Ok;
    });
}
