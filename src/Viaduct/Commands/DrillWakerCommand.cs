using System.CommandLine;
using Viaduct.Server.Drills;

namespace Viaduct.Cli.Commands;

/// <summary>
/// The hidden command that a server starts the process with that wakes it after a drill; it is not for people.
/// </summary>
internal static class DrillWakerCommand
{
    private static readonly Argument<int> Process = new("PID");
    private static readonly Argument<long> Started = new("STARTED");
    private static readonly Argument<long> Milliseconds = new("MILLISECONDS");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(WakerHost.Command) { Hidden = true };
        foreach (var argument in new Argument[] { Process, Started, Milliseconds }) command.Arguments.Add(argument);
        command.SetAction(async (parsed, _) =>
        {
            await WakerHost.ServeAsync(
                parsed.GetValue(Process), parsed.GetValue(Started), parsed.GetValue(Milliseconds));
            return 0;
        });
        return command;
    }
}
