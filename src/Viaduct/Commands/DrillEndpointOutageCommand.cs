using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill endpoint-outage</c>.</summary>
internal static class DrillEndpointOutageCommand
{
    private static readonly Option<TimeSpan?> For = DrillSettings.Time(
        "--for", "How long it is away, from 1s to 10m. Default: 5s.", TimeSpan.FromSeconds(1),
        TimeSpan.FromMinutes(10));

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("endpoint-outage", "Let the far side of the drill's messages be away, and measure the recovery.")
        {
            Details = "As 'viaduct drill kill', but no server fails: this command, which takes the messages in again, "
                + "breaks every connection off for the time. No endpoint of others is touched.",
            Examples = ["viaduct drill endpoint-outage --yes --for 10s --max-recovery 15s"],
            ExitCodes = DrillRuns.Codes,
        }.With(For).WithDrill().Does(
            call => DrillRuns.RunAsync(
                call, DrillSettings.Read(call, FaultKinds.EndpointOutage, "", call.Get(For))));
}
