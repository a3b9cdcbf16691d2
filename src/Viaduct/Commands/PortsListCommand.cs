using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct ports list</c>.</summary>
internal static class PortsListCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("list", "List the send ports and receive locations, and what they do.")
        {
            Details = "STATE is what a port does; CONFIGURED is shown where an operator has said something else. "
                + "One that does not work on a server is in trouble: what keeps it, and what to do, stands below.",
            Examples = ["viaduct ports list"],
        }.WithGroup().Does(ListAsync);

    private static async Task<ExitCode> ListAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var status = await group.Operations.GetStatusAsync(call.Stop);
        var table = new TextTable("port", "what", "application", "host", "state", "configured");
        foreach (var location in status.Locations)
        {
            string state = location.Enabled ? PortStates.Enabled : PortStates.Disabled;
            table.Add(
                location.Name, "receive location", location.Application, location.Host,
                TroubleText.Marked(state, location.Troubles),
                Other(location.Configured, state));
        }

        foreach (var port in status.Ports)
            table.Add(
                port.Name, "send port", port.Application, port.Host, TroubleText.Marked(port.State, port.Troubles),
                Other(port.Configured, port.State));
        if (table.IsEmpty) call.Output.Line("No port is configured: apply a configuration with 'viaduct apply DIR'.");
        else table.WriteTo(call.Output);
        TroubleText.Write(status, call.Output);
        call.Output.Object(new { status.Locations, status.Ports });
        return ExitCode.Ok;
    }

    private static string Other(string? configured, string state) => configured == state ? "" : configured ?? "";
}
