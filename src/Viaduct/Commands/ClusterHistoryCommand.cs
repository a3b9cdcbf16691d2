using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct cluster history</c>.</summary>
internal static class ClusterHistoryCommand
{
    private static readonly Argument<string?> Name = new("NAME")
    {
        Arity = ArgumentArity.ZeroOrOne, Description = "The cluster group; without it all.",
    };

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
    public static CliCommand Create() =>
        new CliCommand("history", "Show who was active in cluster groups, since when and why, the latest first.")
        {
            Details = "GAP is how long nobody received; NOTICED IN how much of it passed at most until the end of the "
                + "server before was noticed.",
            Examples = ["viaduct cluster history", "viaduct cluster history partner --limit 100 --json"],
        }.With(Name).With(Limit).WithGroup().Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var events = await group.Operations.ListClusterEventsAsync(call.Get(Name), call.Get(Limit), call.Stop);
        ClusterText.Write(events, call.Output);
        call.Output.Object(new { events });
        return ExitCode.Ok;
    }
}
