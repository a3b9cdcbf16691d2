using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts disable</c>.</summary>
internal static class HostsDisableCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => HostChanges.Of(
        InstanceActions.Disable, "Stop instances, and keep them from being started.",
        "They never take anything over.");
}
