using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill store-outage</c>.</summary>
internal static class DrillStoreOutageCommand
{
    private static readonly Option<TimeSpan?> For = DrillSettings.Time(
        "--for", "How long the store is away, from 500ms to 60s. Default: 5s.", TimeSpan.FromMilliseconds(500),
        TimeSpan.FromSeconds(60));

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("store-outage", "Let the store be away for all servers, and measure the recovery.")
        {
            Details = "As 'viaduct drill partition', but all servers of the group are cut off at the same time, each "
                + "by its own hand; --server must name all of them. The store itself is not touched.",
            Examples =
            [
                "viaduct drill store-outage --server http://127.0.0.1:7465,http://127.0.0.1:7466 --yes --for 10s",
            ],
            ExitCodes = DrillRuns.Codes,
        }.With(For).WithDrill().Does(
            call => DrillRuns.RunAsync(call, DrillSettings.Read(call, FaultKinds.StoreOutage, "", call.Get(For))));
}
