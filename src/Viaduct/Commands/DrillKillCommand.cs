using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill kill</c>.</summary>
internal static class DrillKillCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("kill", "End a server as by SIGKILL, and measure the take-over.")
    {
        Details = "Messages of the drill's own flow through the group: numbered, with keys, by an application that is "
            + "applied for it and removed again. The server ends itself when it is asked to; it must have been "
            + "started with --allow-drills, as all that --server names. An independent checker says what was lost, "
            + "came twice or out of order, and how long nothing came.",
        Examples =
        [
            "viaduct drill kill a --server http://127.0.0.1:7465,http://127.0.0.1:7466 --preview",
            "viaduct drill kill a --server http://127.0.0.1:7465,http://127.0.0.1:7466 --yes --max-gap 1s",
        ],
        ExitCodes = DrillRuns.Codes,
    }.With(DrillSettings.Sufferer).WithDrill().Does(
        call => DrillRuns.RunAsync(
            call, DrillSettings.Read(call, FaultKinds.Kill, call.Get(DrillSettings.Sufferer)!, null)));
}
