using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill list</c>.</summary>
internal static class DrillListCommand
{
    private static readonly Option<int> Limit = new("--limit")
    {
        HelpName = "N", Description = $"How many at most, from 1 to {PageOptions.LimitMax:N0}.",
        DefaultValueFactory = _ => 20,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is < 1 or > PageOptions.LimitMax)
                    result.AddError($"--limit is a number from 1 to {PageOptions.LimitMax:N0}.");
            },
        },
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("list", "Show the drills whose reports are kept, the latest first.")
        {
            Details = "The reports of all drills are kept in the group's store, up to 1,000.",
            Examples = ["viaduct drill list", "viaduct drill list --limit 100 --json"],
        }.With(Limit).WithGroup().Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var drills = await group.Operations.ListDrillsAsync(call.Get(Limit), call.Stop);
        var table = new TextTable("id", "began", "failure", "server", "verdict", "by");
        foreach (var drill in drills)
            table.Add(drill.Id, drill.StartedAt, drill.Kind, drill.Server, drill.Verdict, drill.By);
        if (table.IsEmpty) call.Output.Line("No reports of drills are kept.");
        else table.WriteTo(call.Output);
        call.Output.Object(new { drills });
        return ExitCode.Ok;
    }
}
