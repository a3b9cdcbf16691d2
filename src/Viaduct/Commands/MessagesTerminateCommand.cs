using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages terminate</c>.</summary>
internal static class MessagesTerminateCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("terminate", "Terminate suspended or waiting messages.")
    {
        Details = "They are deleted for good, and only the tracking tells of them. Save them before, if anybody may "
            + "want them. A large interchange ends also while it is in work; what it has published stays. --all needs "
            + "at least one option that says which, and leaves messages that wait for another attempt alone unless "
            + "--state waiting is given.",
        Examples =
        [
            "viaduct messages terminate 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77",
            "viaduct messages terminate --all --state suspended --code invalid",
        ],
    }.With(ItemSelection.Ids, ItemSelection.All).WithGroup().WithFilter().Does(TerminateAsync);

    private static Task<ExitCode> TerminateAsync(CommandCall call)
    {
        ItemSelection.Check(call, isFinal: true);
        return ItemChanges.RunAsync(call, ItemActions.Terminate, "terminated");
    }
}
