using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct server list</c>.</summary>
internal static class ServerListCommand
{
    /// <summary>The command.</summary>
    public static CliCommand Create() => new CliCommand("list", "List the servers of the group, and what they do.")
    {
        Details = "AHEAD is by how many milliseconds a server's clock is ahead of the store's; nothing is decided by "
            + "clocks.",
        Examples = ["viaduct server list"],
    }.WithGroup().Does(ListAsync);

    private static async Task<ExitCode> ListAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var status = await group.Operations.GetStatusAsync(call.Stop);
        var table = new TextTable("server", "state", "version", "hosts", "machine", "process", "ahead", "since");
        foreach (var server in status.Servers)
            table.Add(
                server.Name, server.State, server.Version, string.Join(", ", server.Hosts), server.Machine,
                server.ProcessId == 0 ? "" : server.ProcessId.ToString(),
                server.ClockAheadMilliseconds is { } ahead ? $"{ahead:0} ms" : "", server.StartedAt);
        if (table.IsEmpty) call.Output.Line("No server runs: start one with 'viaduct run'.");
        else table.WriteTo(call.Output);
        call.Output.Object(new { status.Servers });
        return ExitCode.Ok;
    }
}
