using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct trial withdraw</c>.</summary>
internal static class TrialWithdrawCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("withdraw", "Take back the version that is tried.")
    {
        Details = "The other gets everything that comes in from now on, and what the version has left; what it has "
            + "suspended is resumed with the other: 'viaduct messages resume'.",
        Examples = ["viaduct trial withdraw"],
    }.WithGroup().Does(async call =>
    {
        await using var group = await GroupAccess.OpenAsync(call);
        TrialText.Write(await group.Operations.EndTrialAsync(TrialStates.Withdrawn, call.Stop), call.Output);
        return ExitCode.Ok;
    });
}
