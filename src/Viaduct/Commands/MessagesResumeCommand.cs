using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages resume</c>.</summary>
internal static class MessagesResumeCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("resume", "Resume suspended messages.")
    {
        Details = "Servers take them at once, with the configuration that runs now. What was not sent is sent again "
            + "under the same idempotency key; what found no subscriber is routed again; what was bad is received "
            + "again. An item whose send port or receive location is not configured is left as it is.",
        Examples =
        [
            "viaduct messages resume 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77",
            "viaduct messages resume --all --port to-erp",
        ],
    }.With(ItemSelection.Ids, ItemSelection.All).WithGroup().WithFilter().Does(ResumeAsync);

    private static Task<ExitCode> ResumeAsync(CommandCall call)
    {
        ItemSelection.Check(call);
        return ItemChanges.RunAsync(call, ItemActions.Resume, "resumed");
    }
}
