using System.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts</c>: where hosts run, and what they are to do there.</summary>
internal static class HostsCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create() => new Command(
        "hosts", "Look at where hosts run; assign, start, stop, pause, drain, disable and delete their instances.")
    {
        HostsListCommand.Create(),
        HostsAssignCommand.Create(),
        HostsStartCommand.Create(),
        HostsStopCommand.Create(),
        HostsPauseCommand.Create(),
        HostsDrainCommand.Create(),
        HostsDisableCommand.Create(),
        HostsEnableCommand.Create(),
        HostsDeleteCommand.Create(),
        HostsResetCommand.Create(),
    };
}
