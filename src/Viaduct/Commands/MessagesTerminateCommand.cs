using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Store;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages terminate</c>.</summary>
internal static class MessagesTerminateCommand
{
    // What waits is still on its way: it goes only if somebody says so.
    private static readonly OpenItemState[] States =
        [OpenItemState.Suspended, OpenItemState.SuspendedNotResumable];

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("terminate", "Terminate suspended or waiting messages.")
    {
        Details = "They are deleted for good, and only the tracking tells of them. Save them before, if anybody may "
            + "want them. --all needs at least one of --state, --port, --code and --message, and leaves messages that "
            + "wait for another attempt alone unless --state waiting is given.",
        Examples =
        [
            "viaduct messages terminate 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77",
            "viaduct messages terminate --all --state suspended --code invalid",
        ],
    }.With(ItemSelection.Ids, ItemSelection.All, SharedOptions.Store).WithFilter().Does(TerminateAsync);

    private static Task<ExitCode> TerminateAsync(CommandCall call)
    {
        ItemSelection.Check(call, isFinal: true);
        return ItemChange.RunAsync(
            call, States, "terminated", "it is not there (any more), or is being worked on.",
            (actions, ids, stop) => actions.TerminateAsync(ids, stop));
    }
}
