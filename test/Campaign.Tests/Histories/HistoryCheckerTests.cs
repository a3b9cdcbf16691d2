using Viaduct.Campaign.Histories;

namespace Viaduct.Campaign.Tests.Histories;

/// <summary>Histories that are known to be good or bad.</summary>
public class HistoryCheckerTests
{
    private static readonly Offer First = Some.Offer("h/0/0", 0, 10), Second = Some.Offer("h/0/1", 20, 30);

    private static readonly History Good = new()
    {
        Offers = [First, Second],
        Arrivals = [.. Some.Effects(First, 15), .. Some.Effects(Second, 35)],
        OrderedPorts = ["ordered"],
        KeyedPorts = ["keyed"],
        Faults = [new CausedFault(1, "Kill a", 12, 14), new CausedFault(2, "Kill b", 90_000, 91_000)],
        Length = 100_000,
    };

    [Fact]
    public void Check_AGoodHistory_FindsNothing() => Assert.Empty(HistoryChecker.Check(Good));

    [Fact]
    public void Check_AnEffectIsMissing_IsLostWithTheFaultsAround()
    {
        var found = Only(Good with { Arrivals = [.. Good.Arrivals.Skip(1)] }, ViolationKind.Lost);
        Assert.Equal(("h/0/0", "ordered"), (found.Id, found.Port));
        Assert.Equal(["1: Kill a"], found.Faults);
    }

    [Fact]
    public void Check_NothingOfAnAcceptedMessageIsKnown_IsLostAtEachPort() => Assert.Equal(
        ["ordered", "keyed"],
        HistoryChecker.Check(Good with { Arrivals = [.. Some.Effects(Second, 35)] })
            .Where(one => one.Kind == ViolationKind.Lost).Select(one => one.Port));

    [Fact]
    public void Check_NeverAccepted_MayBeMissing() => Assert.Empty(HistoryChecker.Check(
        Good with { Offers = [.. Good.Offers, Some.Offer("h/0/2", 40, null)] }));

    [Fact]
    public void Check_NeverAcceptedAndThereAllTheSame_IsNoViolation()
    {
        var offer = Some.Offer("h/0/2", 40, null);
        Assert.Empty(HistoryChecker.Check(Good with
        {
            Offers = [.. Good.Offers, offer], Arrivals = [.. Good.Arrivals, .. Some.Effects(offer, 50)],
        }));
    }

    [Theory]
    [InlineData("ordered", true)]
    [InlineData("here-0", true)]
    [InlineData("", true)]
    [InlineData("keyed", false)]
    public void Check_MissingAndSuspended_IsNotLostWhereItIsSuspended(string port, bool isFine)
    {
        var history = Good with
        {
            Arrivals = [.. Good.Arrivals.Skip(1)], Suspended = [new SuspendedMessage(port, "h/0/0", "poison")],
        };
        Assert.Equal(isFine, HistoryChecker.Check(history).Count == 0);
    }

    [Fact]
    public void Check_TheSameUnderAnotherKey_IsTwice()
    {
        var again = Good.Arrivals[0] with { TransmissionKey = "other", At = 40 };
        var found = Of(Good with { Arrivals = [.. Good.Arrivals, again] }, ViolationKind.Twice);
        Assert.Contains("2 effects", found.Text);
    }

    [Fact]
    public void Check_AnotherContent_IsWrong() =>
        Only(Some.With(Good, 0, arrival => arrival with { Digest = "torn" }), ViolationKind.WrongContent);

    [Fact]
    public void Check_NobodyOffered_IsUnknown() =>
        Only(Good with { Arrivals = [.. Good.Arrivals, Some.Arrival("ordered", "h/9/9", 50)] }, ViolationKind.Unknown);

    [Fact]
    public void Check_AtAPortThatItIsNotFor_IsUnknown() =>
        Only(Good with { Arrivals = [.. Good.Arrivals, Some.Arrival("flaky", "h/0/0", 50)] }, ViolationKind.Unknown);

    [Fact]
    public void Check_OneKeyForTwoMessages_IsFound()
    {
        string key = Good.Arrivals[0].TransmissionKey;
        Only(Some.With(Good, 2, arrival => arrival with { TransmissionKey = key }), ViolationKind.KeyUsedTwice);
    }

    [Theory]
    [InlineData("ordered")]
    [InlineData("keyed")]
    public void Check_BegunLaterAndThereBefore_IsOutOfOrder(string port)
    {
        var found = Only(Good with { Arrivals = Some.Exchanged(Good.Arrivals, port) }, ViolationKind.OutOfOrder);
        Assert.Equal(("h/0/0", port), (found.Id, found.Port));
    }

    [Fact]
    public void Check_UnderWayAtTheSameTime_HasNoOrder()
    {
        var history = Good with { Offers = [First with { AcceptedAt = 25 }, Second] };
        Assert.Empty(HistoryChecker.Check(history with { Arrivals = Some.Exchanged(Good.Arrivals, "ordered") }));
    }

    [Fact]
    public void Check_AnotherKey_HasNoOrderAtTheKeyedPort()
    {
        var history = Good with { Offers = [First with { Key = "other" }, Second] };
        Assert.Empty(HistoryChecker.Check(history with { Arrivals = Some.Exchanged(Good.Arrivals, "keyed") }));
    }

    [Fact]
    public void Check_BehindOneThatWasBegunBefore_IsFoundOverWhatCameBetween()
    {
        var third = Some.Offer("h/1/0", 32, 40);
        var history = Good with
        {
            Offers = [First, Second, third],
            Arrivals = [.. Some.Effects(third, 35), .. Some.Effects(Second, 36), .. Some.Effects(First, 37)],
        };
        Assert.Equal(4, HistoryChecker.Check(history).Count(one => one.Kind == ViolationKind.OutOfOrder));
    }

    [Fact]
    public void Check_TrackedAsSentTwice_IsAStaleWrite() => Only(
        Good with { Tracked = [new("m", "ordered"), new("m", "keyed"), new("m", "ordered")] },
        ViolationKind.StaleWrite);

    [Fact]
    public void Check_AResponseGivenTwiceByALocation_IsNone() => Assert.Empty(HistoryChecker.Check(
        Good with { Tracked = [new("m", "ask-here"), new("m", "ask-here")] }));

    [Fact]
    public void Check_TwoDifferentResponses_IsAnsweredTwice() => Only(
        Good with { Answers = [Some.Answer("h/0/0", "re 1"), Some.Answer("h/0/0", "re 2")] },
        ViolationKind.AnsweredTwice);

    [Fact]
    public void Check_TheSameResponseAgain_IsNone() => Assert.Empty(HistoryChecker.Check(
        Good with { Answers = [Some.Answer("h/0/0", "re 1"), Some.Answer("h/0/0", "re 1")] }));

    [Fact]
    public void Check_TheResponseToAnother_IsWrong() =>
        Only(Good with { Answers = [Some.Answer("h/0/0", "something else")] }, ViolationKind.WrongAnswer);

    [Fact]
    public void Check_RefusedForGood_MustBeSuspended()
    {
        var history = Good with { Answers = [Some.Answer("h/0/0", "no") with { Status = 502 }] };
        Only(history, ViolationKind.Refused);
        Assert.Empty(HistoryChecker.Check(
            history with { Suspended = [new SuspendedMessage("backend", "h/0/0", "poison")] }));
    }

    [Fact]
    public void Check_AnIncident_IsAViolation() => Only(
        Good with { Incidents = [new Incident(ViolationKind.FalseTakeover, "Took over from server a", 50)] },
        ViolationKind.FalseTakeover);

    private static Violation Only(History history, ViolationKind kind)
    {
        var found = Assert.Single(HistoryChecker.Check(history));
        Assert.Equal(kind, found.Kind);
        return found;
    }

    private static Violation Of(History history, ViolationKind kind) =>
        Assert.Single(HistoryChecker.Check(history), one => one.Kind == kind);
}
