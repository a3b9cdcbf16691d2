using System.Buffers.Binary;
using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>Looks at open items, and changes one at a time.</summary>
/// <param name="store">The store, opened.</param>
/// <param name="models">The active configuration.</param>
/// <param name="catalog">What a configuration can use.</param>
/// <param name="time">Dates what is tracked.</param>
/// <param name="operated">Told how many items were resumed or terminated; null: nobody counts.</param>
internal sealed class ItemOperations(
    IStore store, ActiveModels models, RuntimeCatalog catalog, TimeProvider time, Action<string, int>? operated)
{
    // So much one page looks at before it is given, however little fits: some tens of milliseconds.
    private const int RowsMax = 5_000;
    private const int MessagesMax = 250;

    private readonly OpenItemActions _actions = new(store, time);

    /// <summary>A page of items.</summary>
    public async Task<ItemPage> ListAsync(ItemQuery query, PageOptions options, CancellationToken cancellationToken)
    {
        string asked = ItemMatch.TextOf(query);
        var model = (await models.ReadAsync(cancellationToken)).Model;
        var match = new ItemMatch(query, null, model, catalog);
        var filter = match.Filter with { After = IdOf(PageToken.Read(asked, options.After)) };
        int limit = Limit(options);
        var items = new List<ItemView>();
        int looked = 0;
        int messages = 0;
        while (looked < RowsMax && messages < MessagesMax)
        {
            // One more than there is room for tells whether another page follows.
            int rowsMax = match.LooksAtRows ? OpenItemActions.ItemsMax : Math.Min(limit - items.Count + 1, RowsMax);
            var rows = await store.OpenItems.ListAsync(filter, rowsMax, cancellationToken);
            foreach (var row in rows)
            {
                if (items.Count == limit || messages == MessagesMax) return Page();
                looked++;
                filter = filter with { After = row.Id };
                if (!match.Fits(row)) continue;
                bool reads = match.NeedsMessage || options.FileNames;
                if (reads) messages++;
                var view = reads ? await ReadAsync(row.Id, match, cancellationToken) : Views.Of(row);
                if (view is not null) items.Add(view);
            }

            if (rows.Count < rowsMax) return new ItemPage(items, null);
        }

        return Page();

        ItemPage Page() => new(items, TokenOf(asked, filter.After!.Value));
    }

    private async Task<ItemView?> ReadAsync(Guid id, ItemMatch match, CancellationToken cancellationToken) =>
        await _actions.ReadAsync(id, cancellationToken) is var (item, message) && match.Fits(message)
            ? Views.Of(item, message)
            : null;

    /// <summary>An item with its message.</summary>
    public async Task<MessageView> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        var (row, message) = await _actions.ReadAsync(id, cancellationToken) ?? throw Problems.NoItem(id);
        return Views.WithMessage(row, message);
    }

    /// <summary>The bytes of a part.</summary>
    public async Task<Stream> OpenPartAsync(Guid id, int part, CancellationToken cancellationToken)
    {
        var (_, message) = await _actions.ReadAsync(id, cancellationToken) ?? throw Problems.NoItem(id);
        if (part < 1 || part > message.Parts.Count)
            throw Problems.Refuse(
                ProblemCodes.NotFound, $"The message has {message.Parts.Count} parts, counted from 1, and no {part}.");
        return await message.Parts[part - 1].Body.OpenAsync(cancellationToken);
    }

    /// <summary>Resumes or terminates an item.</summary>
    public async Task<ItemChange> ChangeAsync(Guid id, string action, CancellationToken cancellationToken)
    {
        var row = await store.OpenItems.GetAsync(id, cancellationToken) ?? throw Problems.NoItem(id);
        if (action == ItemActions.Resume)
        {
            var model = (await models.ReadAsync(cancellationToken)).Model;
            return (await ResumeAsync([row], new ResumeCheck(model), cancellationToken))[0];
        }

        return action == ItemActions.Terminate
            ? (await TerminateAsync([id], cancellationToken))[0]
            : throw Problems.BadRequest($"'{action}' is nothing that can be done: resume or terminate.");
    }

    /// <summary>Resumes items.</summary>
    public async Task<IReadOnlyList<ItemChange>> ResumeAsync(
        IReadOnlyList<OpenItemRow> rows, ResumeCheck check, CancellationToken cancellationToken)
    {
        var refused = rows.Select(row => (row.Id, Reason: check.Refusal(row)))
            .Where(row => row.Reason is not null).ToDictionary(row => row.Id, row => row.Reason);
        var changed = (await _actions.ResumeAsync(
            [.. rows.Select(row => row.Id).Where(id => !refused.ContainsKey(id))], cancellationToken)).ToHashSet();
        operated?.Invoke(ItemActions.Resume, changed.Count);
        return
        [
            .. rows.Select(row => changed.Contains(row.Id)
                ? new ItemChange(row.Id, true, null)
                : new ItemChange(row.Id, false, refused.GetValueOrDefault(row.Id, NotResumed))),
        ];
    }

    /// <summary>Terminates items.</summary>
    public async Task<IReadOnlyList<ItemChange>> TerminateAsync(
        IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var changed = (await _actions.TerminateAsync(ids, cancellationToken)).ToHashSet();
        operated?.Invoke(ItemActions.Terminate, changed.Count);
        return
        [
            .. ids.Select(id => changed.Contains(id)
                ? new ItemChange(id, true, null)
                : new ItemChange(id, false, NotTerminated)),
        ];
    }

    /// <summary>Why an item was not resumed that nothing else speaks against.</summary>
    public const string NotResumed = "it is not there, not suspended, or cannot be resumed.";

    private const string NotTerminated = "it is not there (any more), or is being worked on.";

    /// <summary>Why nothing could be done with an item that nobody knows.</summary>
    public const string NotThere = "it is not there (any more).";

    /// <summary>Those of some items that fit in all respects.</summary>
    public async Task<IReadOnlyList<OpenItemRow>> FittingAsync(
        IReadOnlyList<OpenItemRow> rows, ItemMatch match, CancellationToken cancellationToken)
    {
        var fitting = new List<OpenItemRow>();
        foreach (var row in rows.Where(match.Fits))
            if (!match.NeedsMessage || await ReadAsync(row.Id, match, cancellationToken) is not null) fitting.Add(row);
        return fitting;
    }

    /// <summary>How many entries a page is to have.</summary>
    public static int Limit(PageOptions options) => options.Limit is >= 1 and <= PageOptions.LimitMax
        ? options.Limit
        : throw Problems.BadRequest($"'limit' is {options.Limit}, and lies between 1 and {PageOptions.LimitMax:N0}.");

    private static Guid? IdOf((ulong High, ulong Low)? place)
    {
        if (place is not { } at) return null;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, at.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], at.Low);
        return new Guid(bytes, bigEndian: true);
    }

    private static string TokenOf(string asked, Guid after)
    {
        Span<byte> bytes = stackalloc byte[16];
        after.TryWriteBytes(bytes, bigEndian: true, out _);
        return PageToken.Write(
            asked, BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }
}
