using System.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill</c>: a failure caused on purpose, with the recovery measured.</summary>
internal static class DrillCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create() => new Command(
        "drill", "Cause a failure in a running group, and measure how it recovers.")
    {
        DrillKillCommand.Create(),
        DrillHangCommand.Create(),
        DrillPartitionCommand.Create(),
        DrillStoreOutageCommand.Create(),
        DrillStoreFailoverCommand.Create(),
        DrillEndpointOutageCommand.Create(),
        DrillAbortCommand.Create(),
        DrillListCommand.Create(),
        DrillShowCommand.Create(),
        DrillVerifyCommand.Create(),
    };
}
