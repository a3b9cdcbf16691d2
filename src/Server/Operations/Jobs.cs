using System.Text.Json;
using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>The jobs of this process: those that run, and the last that have ended.</summary>
internal sealed class Jobs(
    IStore store, ItemOperations items, ActiveModels models, RuntimeCatalog catalog, TimeProvider time)
    : IAsyncDisposable
{
    private const int RunningMax = 4;
    private const int KeptMax = 32;
    private const int IdsMax = 10_000;
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<(Guid Id, Job Job)> _jobs = [];

    /// <summary>Starts a job, or gives the one that was started with the same id and request.</summary>
    public async Task<JobStatus> StartAsync(Guid id, JobRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        var model = (await models.ReadAsync(cancellationToken)).Model;
        var match = new ItemMatch(request.Items ?? new ItemQuery(), Job.StatesOf(request.Action), model, catalog);
        lock (_lock)
        {
            if (Find(id) is { } there)
                return TextOf(there.Request) == TextOf(request)
                    ? there.Status()
                    : throw Problems.Refuse(
                        ProblemCodes.Conflict, $"The id {id} is that of another job: choose a new one for each.");
            if (_jobs.Count(job => !job.Job.Ended.IsCompleted) >= RunningMax)
                throw Problems.Refuse(ProblemCodes.Busy, $"{RunningMax} jobs run already: wait until one has ended.");
            if (_jobs.Count == KeptMax) _jobs.RemoveAt(_jobs.FindIndex(job => job.Job.Ended.IsCompleted));
            var job = new Job(id, request, items, store, time);
            _jobs.Add((id, job));
            job.Start(match, new ResumeCheck(model), _stopping.Token);
            return job.Status();
        }
    }

    /// <summary>How a job is, once it has ended or the time is over.</summary>
    public async Task<JobStatus> GetAsync(Guid id, TimeSpan wait, CancellationToken cancellationToken)
    {
        Job? job;
        lock (_lock) job = Find(id);
        if (job is null)
            throw Problems.Refuse(
                ProblemCodes.NotFound,
                $"This server knows no job {id}: jobs live on the server that was asked, and only the last {KeptMax} "
                + "are kept. Starting it again does no harm.");
        if (wait <= TimeSpan.Zero) return job.Status();
        if (wait > WaitMax) wait = WaitMax;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(job.Ended, Task.Delay(wait, time, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return job.Status();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task[] ended;
        lock (_lock) ended = [.. _jobs.Select(job => job.Job.Ended)];
        await Task.WhenAll(ended);
        _stopping.Dispose();
    }

    private static void Check(JobRequest request)
    {
        string? wrong = request switch
        {
            { Action: not (ItemActions.Resume or ItemActions.Terminate) } =>
                $"'{request.Action}' is nothing that a job does: resume or terminate.",
            { Ids: null, Items: null } or { Ids: not null, Items: not null } =>
                "Which items? Give either ids or items.",
            { Ids.Count: > IdsMax } => $"{request.Ids.Count:N0} ids are given, and {IdsMax:N0} may be.",
            { Action: ItemActions.Terminate, Items: { } items } when items.IsEmpty() =>
                "All items would be deleted for good. Say which: give items a state, port, code, message or text.",
            _ => null,
        };
        if (wrong is not null) throw Problems.BadRequest(wrong);
    }

    private static string TextOf(JobRequest request) =>
        JsonSerializer.Serialize(request, QueryJson.Default.JobRequest);

    private Job? Find(Guid id) => _jobs.FirstOrDefault(job => job.Id == id).Job;
}
