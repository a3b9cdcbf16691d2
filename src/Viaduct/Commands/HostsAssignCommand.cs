using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts assign</c>.</summary>
internal static class HostsAssignCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => HostChanges.Of(
        InstanceActions.Assign, "Give a host an instance on servers.",
        "At most one is on a server: a second one is refused.");
}
