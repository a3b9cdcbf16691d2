using System.Globalization;
using Viaduct.Core.Store;

namespace Viaduct.Core.Trials;

/// <summary>
/// Decides when a trial ends by itself (docs/concepts/trials.md, rules 8 to 10), from what was counted alone. Pure.
/// </summary>
internal static class TrialPolicy
{
    /// <summary>As rare must be what was counted, if both versions were equally good.</summary>
    public const double DoubtMax = 0.001;

    /// <summary>So many interchanges the candidate must have had before anything is decided.</summary>
    public const long InterchangesMin = 10;

    /// <summary>
    /// How often it has been looked at a candidate that has had so many interchanges: first at ten, then whenever it
    /// has half as many again. Looking at it all the time would withdraw good ones: chance has its ups and downs.
    /// </summary>
    public static int LooksAt(long interchanges)
    {
        int looks = 0;
        for (long next = InterchangesMin; interchanges >= next && next < long.MaxValue / 2; next += next / 2) looks++;
        return looks;
    }

    /// <summary>What is to become of a trial now.</summary>
    /// <param name="report">What was counted.</param>
    /// <param name="looks">How often it has been looked at before.</param>
    /// <returns>Null: it goes on.</returns>
    public static TrialDecision? Decide(TrialReport report, int looks)
    {
        var (trial, counts) = (report.Trial, report.Counts);
        bool isTime = IsTime(trial.Terms, counts.Candidate.Total, report.Elapsed);
        if (!isTime && LooksAt(counts.Candidate.Total) <= looks) return null;
        if (IsWorse(counts, trial.Terms.Margin))
            return new TrialDecision(
                trial.Number, TrialOutcome.Withdrawn, "More is suspended than before: " + TextOf(counts));
        return isTime
            ? new TrialDecision(trial.Number, TrialOutcome.Accepted, "No more is suspended than before: "
                + TextOf(counts))
            : null;
    }

    /// <summary>True if the candidate is worse beyond doubt, and by a margin that matters.</summary>
    /// <param name="counts">What was counted.</param>
    /// <param name="margin">The margin in 1/10,000.</param>
    public static bool IsWorse(TrialCounts counts, int margin)
    {
        var (before, now) = (counts.Base, counts.Candidate);
        if (now.Suspended == 0 || now.Total < InterchangesMin || before.Total == 0) return false;
        double more = ShareOf(now) - ShareOf(before);
        return more > 0 && more >= (double)margin / Trial.Whole && Chance.OfAtLeast(
            now.Suspended, now.Total, before.Suspended + now.Suspended, before.Total + now.Total) <= DoubtMax;
    }

    private static bool IsTime(TrialTerms terms, long interchanges, TimeSpan elapsed) =>
        interchanges >= terms.AcceptAfter || (elapsed >= terms.AcceptAfterTime && interchanges >= InterchangesMin);

    private static double ShareOf(TrialTally tally) => (double)tally.Suspended / tally.Total;

    private static string TextOf(TrialCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counts.Candidate.Suspended} of {counts.Candidate.Total} interchanges of the candidate, "
        + $"{counts.Base.Suspended} of {counts.Base.Total} of the base.");
}
