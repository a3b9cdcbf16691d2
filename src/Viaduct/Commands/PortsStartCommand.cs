using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct ports start</c>.</summary>
internal static class PortsStartCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => PortChanges.OfSendPorts(
        "start", "Start send ports.",
        "They subscribe if they did not, and send what has waited, in its order.", PortStates.Started);
}
