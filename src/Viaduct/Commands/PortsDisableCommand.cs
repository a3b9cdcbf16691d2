using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct ports disable</c>.</summary>
internal static class PortsDisableCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => PortChanges.OfLocations(
        "disable", "Disable receive locations: what comes waits at its source.",
        "They commit what they have begun, and take nothing more.", PortStates.Disabled);
}
