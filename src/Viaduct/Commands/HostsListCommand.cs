using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts list</c>.</summary>
internal static class HostsListCommand
{
    /// <summary>The command.</summary>
    public static CliCommand Create() =>
        new CliCommand("list", "List the host instances: where each host runs, what it does there, since when.")
        {
            Details = "LANES is in how many lanes of the log it works for the host; SAID is what an operator has said.",
            Examples = ["viaduct hosts list"],
        }.WithGroup().Does(ListAsync);

    private static async Task<ExitCode> ListAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var status = await group.Operations.GetStatusAsync(call.Stop);
        var table = new TextTable("host", "server", "state", "lanes", "since", "said");
        foreach (var instance in status.Instances)
            table.Add(
                instance.Host, instance.Server, instance.Alive ? instance.State : $"{instance.State} (server away)",
                instance.Lanes, instance.Since, instance.Said ?? "");
        if (table.IsEmpty) call.Output.Line("No host runs: start a server with 'viaduct run'.");
        else table.WriteTo(call.Output);
        call.Output.Object(new { status.Instances });
        return ExitCode.Ok;
    }
}
