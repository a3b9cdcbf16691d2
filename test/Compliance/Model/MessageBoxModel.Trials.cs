using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>Rules 90 to 94.</content>
public partial class MessageBoxModel
{
    private List<TrialReport> Trials { get; } = [];

    private SortedDictionary<long, TrialCounts> Counted { get; } = [];

    private TrialReport? UnderWay => Trials.LastOrDefault() is { Outcome: null } trial ? trial : null;

    /// <summary>Begins a trial; null if one is under way or another configuration is active.</summary>
    public virtual ActiveConfiguration? BeginTrial(TrialStart start, DateTimeOffset now)
    {
        if (Applied?.Hash != start.BaseHash || UnderWay is not null)
        {
            return null;
        }
        Packages[start.CandidateHash] = start.Package.ToArray();
        var trial = new Trial(Trials.Count + 1, start.BaseHash, start.CandidateHash, start.Share, now)
        {
            Terms = start.Terms,
        };
        Trials.Add(new TrialReport(trial, TrialCounts.None, default));
        Counted.Clear();
        RaiseRouteVersion();
        return Active;
    }

    /// <summary>Ends a trial; false if it has ended, or there is none of the number.</summary>
    public virtual bool DecideTrial(TrialDecision decision, DateTimeOffset now)
    {
        if (UnderWay?.Trial is not { } trial || trial.Number != decision.Number)
        {
            return false;
        }
        EndTrial(decision.Outcome, decision.Reason, now);
        if (decision.Outcome == TrialOutcome.Accepted)
        {
            Applied = (trial.CandidateHash, now);
            History.RemoveAll(one => one == new AppliedConfiguration(trial.CandidateHash, now));
            History.Insert(0, new AppliedConfiguration(trial.CandidateHash, now));
        }
        RaiseRouteVersion();
        return true;
    }

    /// <summary>Keeps what a session has counted.</summary>
    public virtual bool CountTrial(long trial, SessionId session, TrialCounts counts)
    {
        if (UnderWay?.Trial.Number == trial)
        {
            Counted[session.Value] = counts;
        }
        return true;
    }

    /// <summary>The latest trial; null if there was never one.</summary>
    public TrialReport? LatestTrial(DateTimeOffset now) => Trials.LastOrDefault() is not { } latest ? null : latest with
    {
        Counts = Counted.Values.Aggregate(
            TrialCounts.None,
            (sum, one) => new TrialCounts(sum.Base + one.Base, sum.Candidate + one.Candidate)),
        Elapsed = (latest.EndedAt ?? now) - latest.Trial.BegunAt,
    };

    private bool WasTried(string hash) => Trials.Exists(one => one.Trial.CandidateHash == hash);

    private void EndTrialByActivation(string hash, DateTimeOffset now)
    {
        if (UnderWay?.Trial is { } trial)
        {
            EndTrial(
                trial.CandidateHash == hash ? TrialOutcome.Accepted : TrialOutcome.Withdrawn, TrialDecision.Applied,
                now);
        }
    }

    private void EndTrial(TrialOutcome outcome, string reason, DateTimeOffset now) =>
        Trials[^1] = Trials[^1] with { Outcome = outcome, Reason = reason, EndedAt = now };
}
