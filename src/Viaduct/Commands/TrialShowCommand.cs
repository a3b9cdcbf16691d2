using System.CommandLine;
using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct trial show</c>.</summary>
internal static class TrialShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("show", "Show how the latest trial is, or how it ended.")
    {
        Details = "Interchanges count that went through something that differs between the two versions; those of "
            + "which anything was suspended decide. 'viaduct apply DIR --trial 5%' begins a trial.",
        Examples = ["viaduct trial show"],
    }.WithGroup().Does(async call =>
    {
        await using var group = await GroupAccess.OpenAsync(call);
        TrialText.Write(await group.Operations.GetTrialAsync(call.Stop), call.Output);
        return ExitCode.Ok;
    });
}
