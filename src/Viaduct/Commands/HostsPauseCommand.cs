using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts pause</c>.</summary>
internal static class HostsPauseCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => HostChanges.Of(
        InstanceActions.Pause, "Let instances go on with what they have, and take nothing over.",
        "What another one can take over goes there.");
}
