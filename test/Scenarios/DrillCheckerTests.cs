using Viaduct.Cli.Drill;
using Viaduct.Client;

namespace Viaduct.Scenarios;

/// <summary>The checker of drills, by records that are written by hand: it must see whatever is wrong.</summary>
public class DrillCheckerTests
{
    private const int Fault = 1_000;

    [Fact]
    public void What_arrives_once_and_in_order_is_right()
    {
        var figures = Check(
            [Sent(0, 0, 10, 20), Sent(1, 1, 15, 30), Sent(2, 0, 30, 40)],
            [Arrived(0, 40), Arrived(1, 35), Arrived(2, 60)]);
        Assert.Equal((3, 3, 3), (figures.Sent, figures.Accepted, figures.Arrived));
        Assert.Equal((0, 0, 0), (figures.Lost, figures.Duplicated, figures.Reordered));
        Assert.Equal((0, 0), (figures.Repeated, figures.Unknown));
    }

    [Fact]
    public void What_was_taken_in_and_does_not_arrive_is_lost_and_what_still_lies_there_is_not()
    {
        var checker = DrillChecker.Check(
            Record([Sent(0, 0, 10, 20), Sent(1, 0, 15, null), Sent(2, 0, 30, 40)], [Arrived(2, 60)]));
        Assert.Equal((2, 1, 1), (checker.Figures.Accepted, checker.Figures.Arrived, checker.Figures.Lost));
        var finding = Assert.Single(checker.Findings);
        Assert.Equal(0, finding.Number);
    }

    [Fact]
    public void What_arrives_was_taken_in_whether_or_not_that_was_seen() =>
        Assert.Equal(1, Check([Sent(0, 0, 10, null)], [Arrived(0, 60)]).Accepted);

    [Theory]
    [InlineData("k", "k", 0, 1)]
    [InlineData("k", "other", 1, 0)]
    [InlineData("", "", 1, 0)]
    [InlineData("k", "", 1, 0)]
    [InlineData("", "k", 1, 0)]
    public void What_arrives_twice_is_a_repeat_only_under_the_same_key(
        string first, string second, int duplicated, int repeated)
    {
        var figures = Check([Sent(0, 0, 10, 20)], [Arrived(0, 40, first), Arrived(0, 50, second)]);
        Assert.Equal((1, 0), (figures.Arrived, figures.Lost));
        Assert.Equal((duplicated, repeated), (figures.Duplicated, figures.Repeated));
    }

    [Fact]
    public void What_nobody_has_put_in_is_unknown() =>
        Assert.Equal(1, Check([Sent(0, 0, 10, 20)], [Arrived(0, 40), Arrived(7, 50)]).Unknown);

    [Theory]
    // Of one key, and the first was taken in before the second was put in.
    [InlineData(0, 0, 20, 30, 1)]
    // Of different keys.
    [InlineData(0, 1, 20, 30, 0)]
    // The first was taken in when the second was put in already: they have no order.
    [InlineData(0, 0, 40, 30, 0)]
    [InlineData(0, 0, null, 30, 0)]
    public void Order_is_judged_where_it_is_promised(int key, int otherKey, int? accepted, int begun, int reordered)
    {
        var figures = Check(
            [Sent(0, key, 10, accepted), Sent(1, otherKey, begun, 90)], [Arrived(0, 100), Arrived(1, 95)]);
        Assert.Equal(reordered, figures.Reordered);
    }

    [Fact]
    public void A_repeat_out_of_order_is_none()
    {
        var figures = Check(
            [Sent(0, 0, 10, 20), Sent(1, 0, 30, 40)],
            [Arrived(0, 50, "a"), Arrived(1, 60, "b"), Arrived(0, 70, "a"), Arrived(1, 80, "b")]);
        Assert.Equal((0, 2, 0), (figures.Reordered, figures.Repeated, figures.Duplicated));
    }

    [Fact]
    public void Every_message_that_overtakes_counts()
    {
        var figures = Check(
            [Sent(0, 0, 10, 20), Sent(1, 0, 30, 40), Sent(2, 0, 50, 60)],
            [Arrived(1, 70), Arrived(2, 80), Arrived(0, 90)]);
        Assert.Equal(2, figures.Reordered);
    }

    [Fact]
    public void The_gap_is_the_longest_silence_of_a_key_that_ends_after_the_failure()
    {
        var figures = Check(
            [Sent(0, 0, 100, 110), Sent(1, 0, 400, 410), Sent(2, 0, 950, 960), Sent(3, 0, 1_100, 1_110),
                Sent(4, 1, 900, 910), Sent(5, 1, 1_050, 1_060)],
            [Arrived(0, 120), Arrived(1, 420), Arrived(2, 990), Arrived(3, 1_500), Arrived(4, 920),
                Arrived(5, 1_070)]);
        Assert.Equal(570, figures.UsualGapMs);
        Assert.Equal(510, figures.GapMs);
        Assert.Equal(40, figures.UsualDelayMs);
        Assert.Equal(400, figures.DelayMs);
        Assert.Equal(500, figures.SendGapMs);
    }

    [Fact]
    public void A_key_that_falls_silent_for_good_has_a_gap_to_the_end()
    {
        var figures = Check([Sent(0, 0, 900, 910), Sent(1, 0, 1_100, 1_110)], [Arrived(0, 950)]);
        Assert.Equal(10_000 - 950, figures.GapMs);
        Assert.Equal(10_000 - 1_100, figures.DelayMs);
        Assert.Null(figures.RecoveryMs);
    }

    [Fact]
    public void Recovery_ends_when_no_more_are_on_their_way_than_before()
    {
        ProbeMessage[] messages = [.. Enumerable.Range(0, 20).Select(i => Sent(i, 0, i * 100, (i * 100) + 10))];
        // One at a time is on its way; from the failure on they wait until 1,550, and then all come at once.
        var arrivals = messages.Select(message => Arrived(
            message.Number, message.Number is < 10 or > 15 ? (message.Number * 100) + 20 : 1_550 + message.Number));
        var figures = Check(messages, [.. arrivals]);
        Assert.Equal(564, figures.RecoveryMs);
    }

    [Fact]
    public void Where_nothing_piles_up_recovery_takes_no_time()
    {
        ProbeMessage[] messages = [.. Enumerable.Range(0, 20).Select(i => Sent(i, 0, i * 100, (i * 100) + 10))];
        var figures = Check(messages, [.. messages.Select(one => Arrived(one.Number, (one.Number * 100) + 20))]);
        Assert.Equal(0, figures.RecoveryMs);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(510, true)]
    public void A_limit_holds_up_to_itself(int gap, bool holds)
    {
        var figures = Check([Sent(0, 0, 900, 910), Sent(1, 0, 1_100, 1_110)], [Arrived(0, 990), Arrived(1, 1_500)]);
        var limits = new DrillLimits { Gap = TimeSpan.FromMilliseconds(gap) };
        Assert.Equal(holds, limits.Judge(figures).Single(one => one.Name == "max-gap").Holds);
        Assert.True(limits.Judge(figures).Where(one => one.Name != "max-gap").All(one => one.Holds));
    }

    [Fact]
    public void A_recovery_that_never_came_is_within_no_limit()
    {
        var figures = Check([Sent(0, 0, 900, 910), Sent(1, 0, 1_100, 1_110)], [Arrived(0, 950)]);
        var assertions = new DrillLimits { Recovery = TimeSpan.FromHours(1) }.Judge(figures);
        Assert.False(assertions.Single(one => one.Name == "max-recovery").Holds);
        Assert.False(assertions.Single(one => one.Name == "max-lost").Holds);
    }

    private static DrillFigures Check(ProbeMessage[] messages, ProbeArrival[] arrivals) =>
        DrillChecker.Check(Record(messages, arrivals)).Figures;

    private static ProbeRecord Record(ProbeMessage[] messages, ProbeArrival[] arrivals) =>
        new(messages, arrivals, TimeSpan.FromMilliseconds(Fault), TimeSpan.FromSeconds(10));

    private static ProbeMessage Sent(int number, int key, int begun, int? accepted) => new(
        number, key, TimeSpan.FromMilliseconds(begun),
        accepted is { } at ? TimeSpan.FromMilliseconds(at) : null);

    private static ProbeArrival Arrived(int number, int at, string? key = null) =>
        new(number, key ?? $"key-{number}", TimeSpan.FromMilliseconds(at));
}
