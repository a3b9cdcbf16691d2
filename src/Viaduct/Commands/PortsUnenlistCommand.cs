using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct ports unenlist</c>.</summary>
internal static class PortsUnenlistCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => PortChanges.OfSendPorts(
        "unenlist", "Take the subscriptions of send ports away.",
        "Messages pass them by from the cut on; what they had before stays theirs.", PortStates.Unenlisted);
}
