using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts drain</c>.</summary>
internal static class HostsDrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => HostChanges.Of(
        InstanceActions.Drain, "Let instances receive nothing, and give their work to others.",
        "What no other one can work they work themselves.");
}
