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
    /// <param name="check">Says of the store why an item is left as it is; null to try all.</param>
    public static async Task<ExitCode> RunAsync(
        CommandCall call, IReadOnlyList<OpenItemState> states, string done, string refusal,
        Func<OpenItemActions, IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyList<Guid>>> change,
        Func<IStore, CancellationToken, Task<Func<OpenItemRow, string?>>>? check = null)
    {
        using var loggers = call.OpenLog(LogLevel.Warning);
        var (store, _) = await StoreChoice.OpenAsync(call, loggers);
        await using var closing = store;
        var actions = new OpenItemActions(store, TimeProvider.System);
        var ids = await ItemSelection.IdsAsync(call, actions, states);
        if (ids.Count == 0) await NameCheck.WarnAsync(store, ItemSelection.Filter(call), call);
        var refused = check is null ? [] : await RefusedAsync(store, ids, await check(store, call.Stop), call.Stop);
        var changed = await change(actions, [.. ids.Where(id => !refused.ContainsKey(id))], call.Stop);
        Guid[] unchanged = [.. ids.Except(changed)];
        foreach (var id in unchanged)
            call.Output.Line($"{id} was not {done}: {refused.GetValueOrDefault(id, refusal)}");
        call.Output.Line($"{Words.Count(changed.Count, "message")} {done}.");
        call.Output.Object(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [done] = changed.Count, ["ids"] = changed, ["unchanged"] = unchanged, ["reasons"] = refused,
        });
        return unchanged.Length == 0 ? ExitCode.Ok : ExitCode.Problem;
    }

    private static async Task<Dictionary<Guid, string>> RefusedAsync(
        IStore store, IReadOnlyList<Guid> ids, Func<OpenItemRow, string?> check, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<Guid, string>();
        foreach (var id in ids)
            if (await store.OpenItems.GetAsync(id, cancellationToken) is { } item && check(item) is { } reason)
                refused[id] = reason;
        return refused;
    }
}
