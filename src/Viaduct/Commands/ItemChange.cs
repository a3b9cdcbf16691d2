using Microsoft.Extensions.Logging;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;

namespace Viaduct.Cli.Commands;

/// <summary>A command that changes open items: by id, or all that fit.</summary>
internal static class ItemChange
{
    /// <summary>Changes them, and says which could not be changed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="states">The states that <c>--all</c> means without <c>--state</c>.</param>
    /// <param name="done">What was done, for example <c>resumed</c>.</param>
    /// <param name="refusal">Why an item cannot be changed.</param>
    /// <param name="change">Changes items and gives the ids of those that were.</param>
    public static async Task<ExitCode> RunAsync(
        CommandCall call, IReadOnlyList<OpenItemState> states, string done, string refusal,
        Func<OpenItemActions, IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyList<Guid>>> change)
    {
        using var loggers = call.OpenLog(LogLevel.Warning);
        var (store, _) = await StoreChoice.OpenAsync(call, loggers);
        await using var closing = store;
        var actions = new OpenItemActions(store, TimeProvider.System);
        var ids = await ItemSelection.IdsAsync(call, actions, states);
        if (ids.Count == 0) await NameCheck.WarnAsync(store, ItemSelection.Filter(call), call);
        var changed = await change(actions, ids, call.Stop);
        Guid[] unchanged = [.. ids.Except(changed)];
        foreach (var id in unchanged) call.Output.Line($"{id} was not {done}: {refusal}");
        call.Output.Line($"{Words.Count(changed.Count, "message")} {done}.");
        call.Output.Object(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [done] = changed.Count, ["ids"] = changed, ["unchanged"] = unchanged,
        });
        return unchanged.Length == 0 ? ExitCode.Ok : ExitCode.Problem;
    }
}
