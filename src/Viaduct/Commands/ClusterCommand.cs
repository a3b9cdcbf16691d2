using System.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct cluster</c>: clustered hosts, and where they are active.</summary>
internal static class ClusterCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create() => new Command(
        "cluster", "Look at clustered hosts: where they are active, since when and why; move them.")
    {
        ClusterListCommand.Create(),
        ClusterShowCommand.Create(),
        ClusterHistoryCommand.Create(),
        ClusterMoveCommand.Create(),
    };
}
