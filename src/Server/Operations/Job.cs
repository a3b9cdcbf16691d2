using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>A change of many items, in parts, with its progress.</summary>
internal sealed class Job(Guid id, JobRequest request, ItemOperations items, IStore store, TimeProvider time)
{
    private static readonly OpenItemState[] Suspended = [OpenItemState.Suspended];

    // What waits is still on its way: it goes only if somebody says so.
    private static readonly OpenItemState[] Terminable =
        [OpenItemState.Suspended, OpenItemState.SuspendedNotResumable];

    private readonly Lock _lock = new();
    private readonly List<Guid> _changed = [];
    private readonly List<ItemChange> _unchanged = [];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private DateTimeOffset? _endedAt;
    private string? _problem;
    private bool _more;

    /// <summary>What it was started with.</summary>
    public JobRequest Request => request;

    /// <summary>Completes when it has ended; never faulted.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>The states of items that an action means which names none.</summary>
    public static IReadOnlyList<OpenItemState> StatesOf(string action) =>
        action == ItemActions.Resume ? Suspended : Terminable;

    /// <summary>Begins.</summary>
    /// <param name="match">The items, if the request has no ids.</param>
    /// <param name="check">Says which cannot be resumed.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public void Start(ItemMatch match, ResumeCheck check, CancellationToken cancellationToken) =>
        Ended = Task.Run(() => RunAsync(match, check, cancellationToken), CancellationToken.None);

    /// <summary>How it is.</summary>
    public JobStatus Status()
    {
        lock (_lock)
        {
            return new JobStatus
            {
                Id = id, Action = request.Action, Done = _changed.Count + _unchanged.Count, Changed = _changed.Count,
                State = _endedAt is null ? JobStates.Running : _problem is null ? JobStates.Done : JobStates.Failed,
                StartedAt = _startedAt, EndedAt = _endedAt, Problem = _problem, More = _more,
                Ids = _endedAt is null ? [] : [.. _changed], Unchanged = _endedAt is null ? [] : [.. _unchanged],
            };
        }
    }

    private async Task RunAsync(ItemMatch match, ResumeCheck check, CancellationToken cancellationToken)
    {
        string? problem = null;
        try
        {
            if (request.Ids is { } ids) await ChangeAsync(ids, check, cancellationToken);
            else await ChangeFittingAsync(match, check, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            problem = "The server stopped meanwhile. Start the job again at another.";
        }
        catch (StoreUnavailableException e)
        {
            problem = $"The store went away meanwhile: {e.Message} Start the job again.";
        }
        catch (Exception e)
        {
            // The root of the job: whoever waits for it must hear of its end.
            problem = $"{e.GetType().Name}: {e.Message}";
        }

        lock (_lock) (_problem, _endedAt) = (problem, time.GetUtcNow());
    }

    private async Task ChangeAsync(
        IReadOnlyList<Guid> ids, ResumeCheck check, CancellationToken cancellationToken)
    {
        foreach (var part in ids.Distinct().Chunk(OpenItemActions.ItemsMax))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = new List<OpenItemRow>(part.Length);
            var gone = new List<ItemChange>();
            foreach (var item in part)
            {
                if (await store.OpenItems.GetAsync(item, cancellationToken) is { } row)
                    rows.Add(row with { Record = default });
                else gone.Add(new ItemChange(item, false, ItemOperations.NotThere));
            }

            Add(gone);
            await ChangeAsync(rows, check, cancellationToken);
        }
    }

    private async Task ChangeFittingAsync(ItemMatch match, ResumeCheck check, CancellationToken cancellationToken)
    {
        var filter = match.Filter;
        int chosen = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = await store.OpenItems.ListAsync(filter, OpenItemActions.ItemsMax, cancellationToken);
            if (rows.Count == 0) return;
            filter = filter with { After = rows[^1].Id };
            var fitting = await items.FittingAsync(rows, match, cancellationToken);
            int room = JobRequest.ItemsMax - chosen;
            if (fitting.Count > room) lock (_lock) _more = true;
            chosen += Math.Min(fitting.Count, room);
            await ChangeAsync([.. fitting.Take(room)], check, cancellationToken);
            if (fitting.Count > room || rows.Count < OpenItemActions.ItemsMax) return;
        }
    }

    private async Task ChangeAsync(
        IReadOnlyList<OpenItemRow> rows, ResumeCheck check, CancellationToken cancellationToken) =>
        Add(request.Action == ItemActions.Resume
            ? await items.ResumeAsync(rows, check, cancellationToken)
            : await items.TerminateAsync([.. rows.Select(row => row.Id)], cancellationToken));

    private void Add(IReadOnlyList<ItemChange> changes)
    {
        lock (_lock)
        {
            _changed.AddRange(changes.Where(change => change.Changed).Select(change => change.Id));
            _unchanged.AddRange(changes.Where(change => !change.Changed));
        }
    }
}
