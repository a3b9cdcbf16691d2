using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct ports enable</c>.</summary>
internal static class PortsEnableCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => PortChanges.OfLocations(
        "enable", "Enable receive locations.",
        "They begin to receive.", PortStates.Enabled);
}
