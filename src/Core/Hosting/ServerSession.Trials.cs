using Viaduct.Core.Store;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Hosting;

/// <summary>How a session runs a version that is tried, counts, and ends the trial (docs/concepts/trials.md).</summary>
internal sealed partial class ServerSession
{
    private static readonly TimeSpan TrialRound = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _trialBegun = new(0);
    private volatile TriedConfiguration? _tried;
    private (long Trial, TrialCounts Counts) _counted = (0, TrialCounts.None);
    private (long Trial, int Looks) _looked;

    /// <summary>
    /// One round of the duty that a trial is to everybody: writes down what was counted here, and ends the trial if
    /// what all have counted says so. Waits while there is none.
    /// </summary>
    public async Task MindTrialAsync(CancellationToken cancellationToken)
    {
        if (_tried is not { } tried)
        {
            await _trialBegun.WaitAsync(cancellationToken);
            return;
        }

        await Task.Delay(TrialRound, Time, cancellationToken);
        await CountTrialAsync(tried, cancellationToken);
        await DecideTrialAsync(tried.Trial.Number, cancellationToken);
    }

    private async Task CountTrialAsync(TriedConfiguration tried, CancellationToken cancellationToken)
    {
        var (number, counts) = (tried.Trial.Number, tried.Counter.Read());
        if (counts == (_counted.Trial == number ? _counted.Counts : TrialCounts.None)) return;
        await Store.Trials.CountAsync(number, Id, counts, cancellationToken);
        _counted = (number, counts);
    }

    private async Task DecideTrialAsync(long number, CancellationToken cancellationToken)
    {
        var report = await Store.Trials.GetLatestAsync(cancellationToken);
        if (report is not { Outcome: null } || report.Trial.Number != number) return;
        int looks = _looked.Trial == number ? _looked.Looks : 0;
        var decision = TrialPolicy.Decide(report, looks);
        _looked = (number, TrialPolicy.LooksAt(report.Counts.Candidate.Total));
        if (decision is null || !await Store.Trials.DecideAsync(decision, cancellationToken)) return;
        if (decision.Outcome == TrialOutcome.Accepted)
            LogAccepted(_logger, number, report.Trial.CandidateHash, decision.Reason);
        else LogWithdrawn(_logger, number, report.Trial.CandidateHash, decision.Reason);
    }

    /// <summary>Gets the version that is tried ready, if one is.</summary>
    /// <returns>
    /// False if it cannot run here: then the trial has been withdrawn, rather than that this server stands still.
    /// </returns>
    private async Task<bool> LoadTriedAsync(ActiveConfiguration active, CancellationToken cancellationToken)
    {
        if (active.Trial is not { } trial)
        {
            _tried = null;
            return true;
        }

        try
        {
            if (_tried is { } known && known.Trial.Number == trial.Number)
            {
                _tried = known.As(active.Operated);
                return true;
            }

            var begun = await MakeTriedAsync(trial, cancellationToken);
            _tried = begun.As(active.Operated);
            // Not before: whoever is woken looks for it.
            _trialBegun.Release();
            LogBegun(_logger, trial.Number, trial.CandidateHash, trial.Share / 100.0);
            return true;
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException))
        {
            // Code of the application has run, too, and may throw anything. The base goes on.
            string reason = Shown($"Server '{_options.Server}' cannot run the candidate: {e.Message}");
            if (await Store.Trials.DecideAsync(
                new TrialDecision(trial.Number, TrialOutcome.Withdrawn, reason), cancellationToken))
                LogWithdrawn(_logger, trial.Number, trial.CandidateHash, reason);
            return false;
        }
    }

    private async Task<TriedConfiguration> MakeTriedAsync(Trial trial, CancellationToken cancellationToken)
    {
        var candidate = await PreparedAsync(trial.CandidateHash, cancellationToken)
            ?? throw new StoreRefusedException($"The store lacks the configuration {trial.CandidateHash}.");
        return TriedConfiguration.Make(trial, _loaded!.Loaded.Model, candidate);
    }
}
