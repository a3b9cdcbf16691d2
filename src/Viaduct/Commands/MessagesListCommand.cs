using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages list</c>.</summary>
internal static class MessagesListCommand
{
    private const int TextMax = 100;
    private const int FileNameMax = 60;

    private static readonly Option<int> Limit = new("--limit")
    {
        HelpName = "N", Description = "Show at most this many.", DefaultValueFactory = _ => 100,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand(
            "list", "List the messages that are suspended, wait for another attempt, or are large and in work.")
        {
            Details = "The oldest first. CODE is what --code takes. FILE is the name of the file that the message came "
                + $"in with, if it came in a file; it is looked up for the first {ItemSelection.FileNamesMax:N0}. A "
                + "large interchange in work is shown with its progress.",
            Examples = ["viaduct messages list --state suspended --code no-subscriber"],
        }.With(Limit).WithGroup().WithFilter().Does(ListAsync);

    private static async Task<ExitCode> ListAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var query = ItemSelection.Query(call);
        int limit = Math.Clamp(call.Get(Limit), 1, ItemSelection.ItemsMax);
        var (items, more) = await ItemSelection.ListAsync(
            group.Operations, query, limit, fileNames: true, call.Stop);
        if (items.Count == 0) await NameCheck.WarnAsync(group.Operations, query.Port, query.Code, call);
        Write(items, more, call.Output);
        call.Output.Object(new { items, more });
        return ExitCode.Ok;
    }

    private static void Write(List<ItemView> items, bool more, CommandOutput output)
    {
        if (items.Count == 0)
        {
            output.Line("No message is suspended or waits, as far as the options fit.");
            return;
        }

        var table = new TextTable("id", "state", "code", "port", "since", "file", "failure");
        foreach (var item in items)
            table.Add(
                item.Id, item.State, item.FailureCode, item.Port, item.ChangedAt,
                SafeText.Short(Path.GetFileName(item.ReceivedFileName), FileNameMax),
                SafeText.Short(item.FailureText ?? ProgressText.Of(item.Progress), TextMax));
        table.WriteTo(output);
        if (more) output.Line("There are more: raise --limit, or narrow the filter.");
    }
}
