using System.CommandLine;
using Viaduct.Formats.Maps.Isolation;

namespace Viaduct.Cli.Commands;

/// <summary>
/// The hidden command that a server starts its processes for isolated maps with; it is not for people.
/// </summary>
internal static class MapWorkerCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(MapWorkerHost.Command) { Hidden = true };
        command.SetAction(_ => MapWorkerHost.Serve());
        return command;
    }
}
