using System.Text.Json;
using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>A query for open items, checked: what the store filters by, and what is looked at here.</summary>
internal sealed class ItemMatch
{
    private readonly ItemQuery _query;
    private readonly PropertyMatch? _property;

    /// <summary>Checks a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="states">The states that are meant if it names none; null for all.</param>
    /// <param name="model">The active configuration, for the prefixes of properties.</param>
    /// <param name="catalog">The adapters, for theirs.</param>
    /// <exception cref="ViaductException">It asks for something that there is not.</exception>
    public ItemMatch(
        ItemQuery query, IReadOnlyList<OpenItemState>? states, GroupModel? model, RuntimeCatalog catalog)
    {
        _query = query;
        _property = query.Property is { } property ? PropertyMatch.Read(property, model, catalog) : null;
        if (query.From > query.To) throw Problems.BadRequest("'from' lies after 'to': nothing can fit. Swap them.");
        Filter = new OpenItemFilter
        {
            States = query.States is { Count: > 0 } words ? [.. words.Select(StateOf)] : states,
            Port = query.Port, FailureCode = query.Code, MessageId = query.MessageId,
        };
    }

    /// <summary>What the store filters by.</summary>
    public OpenItemFilter Filter { get; }

    /// <summary>True if the messages themselves must be read.</summary>
    public bool NeedsMessage => _property is not null;

    /// <summary>True if not all that fits the store's filter fits.</summary>
    public bool LooksAtRows =>
        _query.InterchangeId is not null || _query.From is not null || _query.To is not null || _query.Text is not null;

    /// <summary>What was asked for, as a text that is equal if it is.</summary>
    public static string TextOf(ItemQuery query) => JsonSerializer.Serialize(query, QueryJson.Default.ItemQuery);

    /// <summary>True if an item that fits the filter fits the rest, its message aside.</summary>
    public bool Fits(OpenItemRow row) =>
        (_query.InterchangeId is null || row.InterchangeId == _query.InterchangeId)
        && (_query.From is null || row.ChangedAt >= _query.From)
        && (_query.To is null || row.ChangedAt <= _query.To)
        && (_query.Text is not { } text
            || row.FailureText?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
            || row.Report?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>True if its message fits.</summary>
    public bool Fits(Core.Messages.Message message) => _property?.Fits(message) != false;

    private static OpenItemState StateOf(string word) => Word.Read<OpenItemState>(word) ?? throw Problems.BadRequest(
        $"'{word}' is not a state. States are {string.Join(", ", Word.All<OpenItemState>())}.");
}
