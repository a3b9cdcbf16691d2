using Viaduct.Core.Store;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Tests.Trials;

public class TrialPolicyTests
{
    // Bad and all of the candidate, bad and all of the base; the margin; what becomes of it.
    public static TheoryData<long, long, long, long, int, bool> Table => new()
    {
        // Too little is known.
        { 9, 9, 0, 1_000, 100, false },
        { 1, 10, 0, 190, 100, false },
        { 5, 50, 0, 0, 100, false },
        // All, or many, of few.
        { 10, 10, 0, 190, 100, true },
        { 5, 10, 0, 190, 100, true },
        { 3, 22, 0, 400, 100, true },
        // One in ten fails, nothing did before.
        { 5, 49, 0, 950, 100, true },
        // As before.
        { 5, 100, 95, 1_900, 100, false },
        { 0, 1_000, 0, 19_000, 100, false },
        { 50, 50, 950, 950, 100, false },
        { 15, 15, 100, 190, 100, true },
        { 10, 10, 100, 190, 100, false },
        // Beyond doubt, but by too little to matter; and with another margin.
        { 600, 100_000, 100, 1_900_000, 100, false },
        { 600, 100_000, 100, 1_900_000, 10, true },
        { 600, 100_000, 100, 1_900_000, 0, true },
        // Better than before.
        { 1, 1_000, 1_900, 19_000, 0, false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void IsWorse_Table(long bad, long all, long badBefore, long allBefore, int margin, bool expected) =>
        Assert.Equal(expected, TrialPolicy.IsWorse(Counts(bad, all, badBefore, allBefore), margin));

    [Fact]
    public void LooksAt_Grows_LooksSeldomer()
    {
        Assert.Equal(0, TrialPolicy.LooksAt(9));
        Assert.Equal(1, TrialPolicy.LooksAt(10));
        Assert.Equal(1, TrialPolicy.LooksAt(14));
        Assert.Equal(2, TrialPolicy.LooksAt(15));
        Assert.InRange(TrialPolicy.LooksAt(1_000_000), 25, 32);
        Assert.InRange(TrialPolicy.LooksAt(long.MaxValue), 90, 120);
    }

    [Fact]
    public void Decide_AsOftenLookedAt_GoesOnAndDecidesNothing()
    {
        var worse = Report(Counts(10, 12, 0, 500), new TrialTerms());
        Assert.Null(TrialPolicy.Decide(worse, looks: 1));
        Assert.Equal(TrialOutcome.Withdrawn, TrialPolicy.Decide(worse, looks: 0)!.Outcome);
        Assert.Contains("10 of 12", TrialPolicy.Decide(worse, looks: 0)!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    // After so many interchanges.
    [InlineData(0, 99, 100, null, null)]
    [InlineData(0, 100, 100, null, TrialOutcome.Accepted)]
    // After a time, if it has had anything.
    [InlineData(0, 100, null, 3_601, null)]
    [InlineData(0, 9, null, 3_600, null)]
    [InlineData(0, 10, null, 3_600, TrialOutcome.Accepted)]
    // Unless it is worse at that moment.
    [InlineData(30, 100, 100, null, TrialOutcome.Withdrawn)]
    [InlineData(30, 100, null, 60, TrialOutcome.Withdrawn)]
    public void Decide_AcceptAfter_IsAcceptedUnlessItIsWorse(
        long bad, long all, int? count, int? seconds, TrialOutcome? expected)
    {
        var terms = new TrialTerms
        {
            AcceptAfter = count, AcceptAfterTime = seconds is { } s ? TimeSpan.FromSeconds(s) : null,
        };
        var decision = TrialPolicy.Decide(Report(Counts(bad, all, 0, 2_000), terms), looks: 1_000);
        Assert.Equal(expected, decision?.Outcome);
        Assert.Equal(expected is null, decision is null);
    }

    /// <summary>A version that is no worse is seldom withdrawn; one that is worse is found soon.</summary>
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void Decide_SimulatedWithoutDifference_WithdrawsFewerThanThreeInAHundred(double bad)
    {
        const int trials = 400;
        var random = new Random(4711);
        int withdrawn = Enumerable.Range(0, trials).Count(_ => Run(random, bad, bad, 20_000) is not null);
        TestContext.Current.TestOutputHelper?.WriteLine($"{withdrawn} of {trials} false alarms at {bad}");
        Assert.InRange(withdrawn, 0, trials * 3 / 100);
    }

    [Fact]
    public void Decide_SimulatedOneInTenFails_IsWithdrawnSoon()
    {
        var random = new Random(4712);
        var found = Enumerable.Range(0, 200).Select(_ => Run(random, 0.1, 0.001, 200_000)).ToList();
        Assert.All(found, after => Assert.NotNull(after));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"interchanges of the candidate until withdrawn: {found.Average(after => after!.Value):F0} on average, "
            + $"{found.Max()} at most");
        Assert.InRange(found.Average(after => after!.Value), 10, 100);
    }

    // How many interchanges the candidate had when it was withdrawn; null if it was not.
    private static long? Run(Random random, double bad, double badBefore, int interchanges)
    {
        long x = 0, n = 0, y = 0, m = 0;
        int looks = 0;
        for (int i = 0; i < interchanges; i++)
        {
            if (random.NextDouble() >= 0.05)
            {
                m++;
                if (random.NextDouble() < badBefore) y++;
                continue;
            }

            n++;
            if (random.NextDouble() < bad) x++;
            if (TrialPolicy.LooksAt(n) <= looks) continue;
            if (TrialPolicy.Decide(Report(Counts(x, n, y, m), new TrialTerms { Margin = 0 }), looks) is not null)
                return n;
            looks = TrialPolicy.LooksAt(n);
        }

        return null;
    }

    private static TrialCounts Counts(long bad, long all, long badBefore, long allBefore) =>
        new(new TrialTally(allBefore - badBefore, badBefore, 0), new TrialTally(all - bad, bad, 0));

    private static TrialReport Report(TrialCounts counts, TrialTerms terms) => new(
        new Trial(1, "base", "candidate", 500, DateTimeOffset.UnixEpoch) { Terms = terms }, counts,
        TimeSpan.FromHours(1));
}
