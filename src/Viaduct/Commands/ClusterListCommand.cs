using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct cluster list</c>.</summary>
internal static class ClusterListCommand
{
    /// <summary>The command.</summary>
    public static CliCommand Create() =>
        new CliCommand("list", "List the cluster groups: where each is active, and who would take over.")
        {
            Details = "NEXT is the server that would take over now; without one nothing is received when the active "
                + "one ends.",
            Examples = ["viaduct cluster list"],
        }.WithGroup().Does(ListAsync);

    private static async Task<ExitCode> ListAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var status = await group.Operations.GetStatusAsync(call.Stop);
        ClusterText.Write(status.Clusters, call.Output);
        if (status.Clusters.Count == 0) call.Output.Line("No host is clustered.");
        call.Output.Object(new { status.Clusters });
        return ExitCode.Ok;
    }
}
