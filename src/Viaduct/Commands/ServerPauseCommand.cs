using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct server pause</c>.</summary>
internal static class ServerPauseCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => ServerChanges.Of(
        ServerActions.Pause, "Let servers go on with what they have, and take nothing over.",
        "What another one can take over goes there.");
}
