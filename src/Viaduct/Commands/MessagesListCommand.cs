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

    private static readonly Option<int> Limit = new("--limit")
    {
        HelpName = "N", Description = "Show at most this many.", DefaultValueFactory = _ => 100,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("list", "List the messages that are suspended or wait for another attempt, the oldest first.")
        {
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

        var table = new TextTable("id", "state", "port", "since", "failure");
        foreach (var item in items)
            table.Add(
                item.Id, item.State, item.Port, item.ChangedAt,
                SafeText.Short(item.FailureText ?? item.FailureCode, TextMax));
        table.WriteTo(output);
        if (more) output.Line("There are more: raise --limit, or narrow the filter.");
    }
}
