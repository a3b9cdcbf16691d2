using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill hang</c>.</summary>
internal static class DrillHangCommand
{
    private static readonly Option<TimeSpan?> For = DrillSettings.Time(
        "--for", "How long it stands still, from 500ms to 60s. Default: twice the lease.",
        TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(60));

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("hang", "Let a server stand still with all its connections open, and measure the take-over.")
        {
            Details = "As 'viaduct drill kill', but the server stops itself as by SIGSTOP. A process of its own that "
                + "it has started before lets it go on after the time, whatever becomes of this command, of the "
                + "server's connections or of the group. Linux only.",
            Examples =
            [
                "viaduct drill hang a --server http://127.0.0.1:7465,http://127.0.0.1:7466 --yes --max-gap 4s",
                "viaduct drill hang a --server http://127.0.0.1:7465,http://127.0.0.1:7466 --yes --for 1s",
            ],
            ExitCodes = DrillRuns.Codes,
        }.With(DrillSettings.Sufferer, For).WithDrill().Does(
            call => DrillRuns.RunAsync(
                call, DrillSettings.Read(call, FaultKinds.Hang, call.Get(DrillSettings.Sufferer)!, call.Get(For))));
}
