using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct server resume</c>.</summary>
internal static class ServerResumeCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => ServerChanges.Of(
        ServerActions.Resume, "Let servers work again.",
        "Their work comes back to them.");
}
