using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts enable</c>.</summary>
internal static class HostsEnableCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => HostChanges.Of(
        InstanceActions.Enable, "Let disabled instances be started again.",
        "They are stopped then.");
}
