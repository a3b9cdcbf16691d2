using System.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct hosts delete</c>.</summary>
internal static class HostsDeleteCommand
{
    private static readonly Option<bool> Force = new("--force")
    {
        Description = "At once, without draining: its work goes to others, or waits.",
    };

    /// <summary>The command.</summary>
    public static Command Create() => HostChanges.Create(
        InstanceActions.Delete, "Delete instances.", "They drain first.",
        call => call.Get(Force) ? InstanceActions.Remove : InstanceActions.Delete).With(Force);
}
