using System.CommandLine;
using Microsoft.Extensions.Logging;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Hosting;
using Viaduct.Server.Operations;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages list</c>.</summary>
internal static class MessagesListCommand
{
    private const int TextMax = 100;
    private const int FileNameMax = 60;

    // The name stands in the message itself, which must be read for it.
    private const int FileNamesMax = 1_000;

    private static readonly Option<int> Limit = new("--limit")
    {
        HelpName = "N", Description = "Show at most this many.", DefaultValueFactory = _ => 100,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("list", "List the messages that are suspended or wait for another attempt, the oldest first.")
        {
            Details = "CODE is what --code takes. FILE is the name of the file that the message came in with, if it "
                + $"came in a file; it is looked up for the first {FileNamesMax:N0}.",
            Examples = ["viaduct messages list --state suspended --code no-subscriber"],
        }.With(SharedOptions.Store, Limit).WithFilter().Does(ListAsync);

    private static async Task<ExitCode> ListAsync(CommandCall call)
    {
        using var loggers = call.OpenLog(LogLevel.Warning);
        var (store, _) = await StoreChoice.OpenAsync(call, loggers);
        await using var closing = store;
        var actions = new OpenItemActions(store, TimeProvider.System);
        int limit = Math.Clamp(call.Get(Limit), 1, ItemSelection.ItemsMax);
        var items = new List<ItemView>();
        bool more = false;
        await foreach (var row in actions.ListAsync(ItemSelection.Filter(call), call.Stop))
        {
            more = items.Count == limit;
            if (more) break;
            items.Add(ItemView.Of(row));
        }

        for (int i = 0; i < Math.Min(items.Count, FileNamesMax); i++)
            if (await actions.ReadAsync(items[i].Id, call.Stop) is var (row, message))
                items[i] = ItemView.Of(row, message);
        if (items.Count == 0) await NameCheck.WarnAsync(store, ItemSelection.Filter(call), call);
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
                SafeText.Short(item.FailureText, TextMax));
        table.WriteTo(output);
        if (more) output.Line("There are more: raise --limit, or narrow the filter.");
    }
}
