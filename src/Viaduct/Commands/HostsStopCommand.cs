using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts stop</c>.</summary>
internal static class HostsStopCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => HostChanges.Of(
        InstanceActions.Stop, "Let instances receive and send nothing.",
        "What they have begun they finish; the rest goes to other instances, or waits in the log.");
}
