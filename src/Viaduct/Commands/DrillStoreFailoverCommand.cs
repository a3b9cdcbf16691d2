using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill store-failover</c>.</summary>
internal static class DrillStoreFailoverCommand
{
    private static readonly Option<string> Failover = new("--command")
    {
        HelpName = "TEXT", Required = true,
        Description = "The command that makes another node the primary; the shell of this machine runs it. It ends "
            + "with 0 when the new primary takes writes. It stands in the report: write no secret into it.",
        Validators =
        {
            result =>
            {
                if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                    result.AddError("--command is a command of yours, for example a switchover of Patroni.");
            },
        },
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("store-failover", "Let the database fail over, and measure the recovery.")
        {
            Details = "As 'viaduct drill kill', but no server fails: a command of yours makes another node of the "
                + "database the primary. Viaduct itself touches none of the database's processes, and undoes nothing "
                + "of what the command does; a command that has begun goes on if the drill is broken off.",
            Examples =
            [
                "viaduct drill store-failover --yes --command \"patronictl switchover contoso --force\" --max-gap 30s",
            ],
            ExitCodes = DrillRuns.Codes,
        }.With(Failover).WithDrill().Does(
            call => DrillRuns.RunAsync(
                call,
                DrillSettings.Read(call, FaultKinds.StoreFailover, "", null) with { Command = call.Get(Failover)! }));
}
