using System.Runtime.CompilerServices;
using Viaduct.Core.Messages;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Hosting;

/// <summary>What a person does with open items: look at the message, resume, terminate.</summary>
/// <param name="store">The store.</param>
/// <param name="time">Dates what is tracked.</param>
public sealed class OpenItemActions(IStore store, TimeProvider time)
{
    /// <summary>The most items that one action changes in one transaction.</summary>
    public const int ItemsMax = 500;

    /// <summary>One item with its message, or null if it is not there (any more).</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<(OpenItemRow Item, Message Message)?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var row = await store.OpenItems.GetAsync(id, cancellationToken);
        return row is null ? null : (row, new BacklogSource(store).Decode(row.Record));
    }

    /// <summary>The items that fit, without their messages, in the order of creation.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async IAsyncEnumerable<OpenItemRow> ListAsync(
        OpenItemFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        IReadOnlyList<OpenItemRow> rows;
        do
        {
            rows = await store.OpenItems.ListAsync(filter, ItemsMax, cancellationToken);
            foreach (var row in rows) yield return row;
            if (rows.Count > 0) filter = filter with { After = rows[^1].Id };
        }
        while (rows.Count == ItemsMax);
    }

    /// <summary>Makes suspended items wait, due at once, and tracks that; servers take them by themselves.</summary>
    /// <returns>The ids that were changed; the others were not there, not suspended, or cannot be resumed.</returns>
    /// <exception cref="StoreUnavailableException">The store does not answer; some may have been changed.</exception>
    public async Task<IReadOnlyList<Guid>> ResumeAsync(
        IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var resumed = new List<Guid>();
        foreach (var part in ids.Chunk(ItemsMax))
        {
            var there = new List<OpenItemRow>(part.Length);
            foreach (var id in part)
                if (await store.OpenItems.GetAsync(id, cancellationToken) is { State: OpenItemState.Suspended } row)
                    there.Add(row with { Record = default });
            resumed.AddRange(await store.OpenItems.ResumeAsync(
                [.. there.Select(row => row.Id)],
                [.. there.Select(row => TrackingBatch.Make([Event(row, TrackEventKind.Resumed)]))],
                cancellationToken));
        }

        return resumed;
    }

    /// <summary>Deletes suspended or waiting items with their messages, for good, and tracks that.</summary>
    /// <returns>The ids that were deleted; the others were not there, or are being worked on.</returns>
    /// <exception cref="StoreUnavailableException">The store does not answer; some may have been deleted.</exception>
    public async Task<IReadOnlyList<Guid>> TerminateAsync(
        IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var terminated = new List<Guid>();
        foreach (var id in ids)
        {
            // One by one: the tracking of a transaction tells of all its items, and others may be quicker with one.
            var row = await store.OpenItems.GetAsync(id, cancellationToken);
            if (row is null) continue;
            terminated.AddRange(await store.OpenItems.TerminateAsync(
                [id], [TrackingBatch.Make([Event(row, TrackEventKind.Terminated)])], cancellationToken));
        }

        return terminated;
    }

    private TrackEvent Event(OpenItemRow row, TrackEventKind kind) => new()
    {
        Kind = kind, At = time.GetUtcNow(), MessageId = row.MessageId,
        InterchangeId = row.InterchangeId, Port = row.Port, MessageType = row.MessageType,
        FailureCode = row.FailureCode, FailureText = row.FailureText,
    };
}
