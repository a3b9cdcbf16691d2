using System.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct ports</c>: what send ports and receive locations do, and what they are to do.</summary>
internal static class PortsCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create() => new Command(
        "ports", "Look at send ports and receive locations; start, stop, enlist, unenlist, enable and disable them.")
    {
        PortsListCommand.Create(),
        PortsStartCommand.Create(),
        PortsStopCommand.Create(),
        PortsEnlistCommand.Create(),
        PortsUnenlistCommand.Create(),
        PortsEnableCommand.Create(),
        PortsDisableCommand.Create(),
        PortsResetCommand.Create(),
    };
}
