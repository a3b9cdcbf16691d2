using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Operations;

/// <summary>Begins and ends trials of versions, and tells how they are (docs/concepts/trials.md).</summary>
/// <param name="store">The store, opened.</param>
/// <param name="models">The active configuration.</param>
/// <param name="applier">Gets a configuration ready on all servers.</param>
internal sealed class TrialOperations(IStore store, ActiveModels models, ConfigurationApplier applier)
{
    private const decimal PercentMin = 0.01m;
    private const decimal PercentMax = 99.99m;
    private const int PartsOfPercent = 100;
    private const long SecondsMax = 366L * 24 * 60 * 60;

    /// <summary>Begins a trial.</summary>
    public async Task<TrialStatus> BeginAsync(
        CheckedConfiguration next, TrialOptions options, CancellationToken cancellationToken)
    {
        Check(options);
        var (active, _, configured, problem) = await models.ReadAsync(cancellationToken);
        if (active is null || configured is null)
            throw Conflict(problem ?? "The group has no configuration yet: apply one with 'viaduct apply DIR'.");
        if (active.Trial is { } underWay)
            throw Conflict(
                $"Trial {underWay.Number} of configuration {underWay.CandidateHash[..12]} is under way, and there is "
                + "one at a time. End it with 'viaduct trial accept' or 'viaduct trial withdraw'.");
        if (active.Hash == next.Package.Hash)
            throw Conflict($"The group runs configuration {active.Hash[..12]} already: there is nothing to try.");
        var obstacles = TriableChange.ObstaclesOf(configured, next.Group);
        if (obstacles.Count > 0)
            throw Conflict(
                $"This cannot be tried, only applied: {string.Join("; ", obstacles)}. Apply that without a trial "
                + "first, and try the rest.");
        var start = new TrialStart(
            active.Hash, next.Package.Hash, next.Package.Bytes, (int)(options.Percent * PartsOfPercent),
            new TrialTerms
            {
                Margin = (int)(options.MarginPercent * PartsOfPercent), AcceptAfter = options.AcceptAfter,
                AcceptAfterTime = options.AcceptAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            });
        var begun = await applier.WhenReadyAsync(
            next, () => store.Trials.BeginAsync(start, cancellationToken), cancellationToken);
        return begun is null
            ? throw Conflict("Another configuration was applied or tried at the same moment: look, and try again.")
            : await GetAsync(cancellationToken);
    }

    /// <summary>How the latest trial is.</summary>
    public async Task<TrialStatus> GetAsync(CancellationToken cancellationToken) =>
        await store.Trials.GetLatestAsync(cancellationToken) is { } report
            ? Of(report)
            : throw Problems.Refuse(
                ProblemCodes.NotFound, "Nothing was ever tried here: begin with 'viaduct apply DIR --trial 5%'.");

    /// <summary>Ends the trial that is under way.</summary>
    public async Task<TrialStatus> EndAsync(string state, CancellationToken cancellationToken)
    {
        if (state is not (TrialStates.Withdrawn or TrialStates.Accepted))
            throw Problems.BadRequest(
                $"'{state}' is no end of a trial: {TrialStates.Withdrawn} or {TrialStates.Accepted}.");
        var latest = await GetAsync(cancellationToken);
        if (latest.State == TrialStates.UnderWay)
        {
            var outcome = state == TrialStates.Accepted ? TrialOutcome.Accepted : TrialOutcome.Withdrawn;
            await store.Trials.DecideAsync(
                new TrialDecision(latest.Number, outcome, "By an operator."), cancellationToken);
            latest = await GetAsync(cancellationToken);
        }

        return latest.State == state
            ? latest
            : throw Conflict(
                $"Trial {latest.Number} has ended already: it was {latest.State} ({latest.Reason}). There is none "
                + "under way.");
    }

    private static void Check(TrialOptions options)
    {
        if (options.Percent is < PercentMin or > PercentMax || !HasTwoDecimals(options.Percent))
            throw Problems.BadRequest(
                $"The share is {PercentMin} to {PercentMax} percent, with two decimals at most: it is "
                + $"{options.Percent}.");
        if (options.MarginPercent is < 0 or > PartsOfPercent || !HasTwoDecimals(options.MarginPercent))
            throw Problems.BadRequest(
                $"The margin is 0 to 100 percentage points, with two decimals at most: it is {options.MarginPercent}.");
        if (options.AcceptAfter is < 1)
            throw Problems.BadRequest("It is accepted after one interchange at least, or by hand.");
        if (options.AcceptAfterSeconds is < 1 or > SecondsMax)
            throw Problems.BadRequest("It is accepted after 1 second to 366 days, or by hand.");
    }

    private static bool HasTwoDecimals(decimal value) => value * PartsOfPercent % 1 == 0;

    private static ViaductException Conflict(string text) => Problems.Refuse(ProblemCodes.Conflict, text);

    /// <summary>A trial as the API tells it.</summary>
    public static TrialStatus Of(TrialReport report)
    {
        var terms = report.Trial.Terms;
        return new TrialStatus
        {
            Number = report.Trial.Number,
            State = report.Outcome switch
            {
                null => TrialStates.UnderWay,
                TrialOutcome.Accepted => TrialStates.Accepted,
                _ => TrialStates.Withdrawn,
            },
            Hash = report.Trial.CandidateHash, BaseHash = report.Trial.BaseHash,
            Percent = report.Trial.Share / (decimal)PartsOfPercent,
            MarginPercent = terms.Margin / (decimal)PartsOfPercent, AcceptAfter = terms.AcceptAfter,
            AcceptAfterSeconds = (long?)terms.AcceptAfterTime?.TotalSeconds,
            BegunAt = report.Trial.BegunAt, EndedAt = report.EndedAt, Reason = report.Reason,
            Candidate = Of(report.Counts.Candidate), Base = Of(report.Counts.Base),
        };
    }

    private static TrialFigures Of(TrialTally tally) => new(tally.Total, tally.Suspended, tally.Failed);
}
