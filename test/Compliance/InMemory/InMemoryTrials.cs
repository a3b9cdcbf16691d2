using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Trials in memory.</summary>
internal sealed class InMemoryTrials(InMemoryBox box) : ITrialStore
{
    /// <inheritdoc/>
    public Task<ActiveConfiguration?> BeginAsync(TrialStart start, CancellationToken cancellationToken)
    {
        TrialStart.Check(start);
        return HintedAsync((model, now) => model.BeginTrial(start, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DecideAsync(TrialDecision decision, CancellationToken cancellationToken) =>
        HintedAsync((model, now) => model.DecideTrial(decision, now), cancellationToken);

    /// <inheritdoc/>
    public Task CountAsync(
        long trial, SessionId session, TrialCounts counts, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.CountTrial(trial, session, counts), cancellationToken);

    /// <inheritdoc/>
    public Task<TrialReport?> GetLatestAsync(CancellationToken cancellationToken) =>
        box.Call((model, now) => model.LatestTrial(now), cancellationToken);

    private Task<T> HintedAsync<T>(
        Func<MessageBoxModel, DateTimeOffset, T> change, CancellationToken cancellationToken) => box.Call(
        (model, now) =>
        {
            var answer = change(model, now);
            box.Hint();
            return answer;
        },
        cancellationToken);
}
