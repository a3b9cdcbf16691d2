using System.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct server</c>: the servers of a group, and what they are to do.</summary>
internal static class ServerCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create() => new Command(
        "server", "Look at the servers of a group; pause and drain them for maintenance, and let them work again.")
    {
        ServerListCommand.Create(),
        ServerPauseCommand.Create(),
        ServerDrainCommand.Create(),
        ServerResumeCommand.Create(),
    };
}
