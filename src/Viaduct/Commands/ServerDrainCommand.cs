using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct server drain</c>.</summary>
internal static class ServerDrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => ServerChanges.Of(
        ServerActions.Drain, "Let servers receive nothing, and give their work to others.",
        "Nothing is lost or sent twice. A server that is drained stays in the group and can be stopped; what no "
        + "other can work it works itself.");
}
