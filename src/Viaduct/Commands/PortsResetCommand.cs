using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct ports reset</c>.</summary>
internal static class PortsResetCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => PortChanges.Create(
        "reset", "Let the configuration rule send ports and receive locations again.",
        "What was said of them is taken back; a receive location is looked for if no send port has the name.",
        "to-erp", ResetAsync);

    private static async Task<PortChange> ResetAsync(
        IGroupOperations operations, string name, CancellationToken cancellationToken)
    {
        var status = await operations.GetStatusAsync(cancellationToken);
        bool isLocation = status.Ports.All(port => port.Name != name)
            && status.Locations.Any(location => location.Name == name);
        return isLocation
            ? await operations.SetLocationAsync(name, PortStates.Configured, cancellationToken)
            : await operations.SetSendPortAsync(name, PortStates.Configured, cancellationToken);
    }
}
