using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill partition</c>.</summary>
internal static class DrillPartitionCommand
{
    private static readonly Option<TimeSpan?> For = DrillSettings.Time(
        "--for", "How long it is cut off, from 500ms to 60s. Default: twice the lease.",
        TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(60));

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("partition", "Cut a server off from the store, silently, and measure the take-over.")
        {
            Details = "As 'viaduct drill hang', but the server goes on: it drops whatever the store sends, and opens "
                + "no connection to it, as if the network carried nothing and refused nothing. It reaches the store "
                + "again by itself after the time. PostgreSQL over TCP, and Linux, only.",
            Examples =
            [
                "viaduct drill partition a --server http://127.0.0.1:7465,http://127.0.0.1:7466 --yes --max-gap 4s",
            ],
            ExitCodes = DrillRuns.Codes,
        }.With(DrillSettings.Sufferer, For).WithDrill().Does(
            call => DrillRuns.RunAsync(
                call,
                DrillSettings.Read(call, FaultKinds.Partition, call.Get(DrillSettings.Sufferer)!, call.Get(For))));
}
