using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct ports enlist</c>.</summary>
internal static class PortsEnlistCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => PortChanges.Create(
        "enlist", "Give send ports their subscriptions, without starting them.",
        "What they want waits for them in the log from the cut on. Ports that have their subscriptions are left alone.",
        "to-erp", EnlistAsync);

    private static async Task<PortChange> EnlistAsync(
        IGroupOperations operations, string name, CancellationToken cancellationToken)
    {
        var status = await operations.GetStatusAsync(cancellationToken);
        var port = status.Ports.FirstOrDefault(port => port.Name == name);
        return port is null || port.State == PortStates.Unenlisted
            ? await operations.SetSendPortAsync(name, PortStates.Stopped, cancellationToken)
            : new PortChange(name, port.State, port.Configured ?? port.State, Changed: false);
    }
}
