using System.CommandLine;
using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct cluster show</c>.</summary>
internal static class ClusterShowCommand
{
    private const int EventsMax = 5;

    private static readonly Argument<string> Name = new("NAME") { Description = "The cluster group." };

    /// <summary>The command.</summary>
    public static CliCommand Create() =>
        new CliCommand("show", "Show a cluster group: where it is active and why, who may have it, what changed last.")
        {
            Examples = ["viaduct cluster show partner"],
        }.With(Name).WithGroup().Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var status = await group.Operations.GetStatusAsync(call.Stop);
        var cluster = ClusterMoveCommand.Find(status, call.Get(Name)!);
        var events = await group.Operations.ListClusterEventsAsync(cluster.Name, EventsMax, call.Stop);
        ClusterText.Write([cluster], call.Output);
        call.Output.Line();
        call.Output.Line($"May be active on: {Names(cluster.Owners, "all servers of its hosts")}.");
        call.Output.Line($"Could have it now, in this order: {Names(cluster.Able, "none")}.");
        call.Output.Line($"Preferred: {Names(cluster.Preferred, "none")}.");
        if (cluster.Wanted is { } wanted) call.Output.Line($"An operator wants it on {wanted}.");
        call.Output.Line();
        ClusterText.Write(events, call.Output);
        call.Output.Object(new { cluster, events });
        return ExitCode.Ok;
    }

    private static string Names(IReadOnlyList<string> names, string without) =>
        names.Count == 0 ? without : string.Join(", ", names);
}
