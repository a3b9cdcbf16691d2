using System.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct trial</c>: versions that are tried on a share of what comes in.</summary>
internal static class TrialCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create() => new Command(
        "trial", "Look at a version that is tried on a share of what comes in; accept or withdraw it.")
    {
        TrialShowCommand.Create(),
        TrialAcceptCommand.Create(),
        TrialWithdrawCommand.Create(),
    };
}
