using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts start</c>.</summary>
internal static class HostsStartCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => HostChanges.Of(
        InstanceActions.Start, "Let instances work.",
        "A disabled one is refused: enable it before.");
}
