using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts reset</c>.</summary>
internal static class HostsResetCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => HostChanges.Of(
        InstanceActions.Reset, "Take back what was said of instances.",
        "They do what the configuration says.");
}
