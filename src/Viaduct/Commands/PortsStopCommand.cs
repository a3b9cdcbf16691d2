using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct ports stop</c>.</summary>
internal static class PortsStopCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => PortChanges.OfSendPorts(
        "stop", "Stop send ports: their messages wait.",
        "They finish what they have in hand and keep their place in the log; nothing is suspended.",
        PortStates.Stopped);
}
