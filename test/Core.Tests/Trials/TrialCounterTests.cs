using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Tests.Trials;

public class TrialCounterTests
{
    private static readonly TrialShare Half = new(1, 5_000);
    private static readonly HashSet<string> Differing = ["in", "out"];

    private readonly TrialCounter _counter = new(Half, Differing, routesDiffer: false);

    [Fact]
    public void Add_ManyMessagesOfAnInterchange_CountsItOnce()
    {
        var (tried, other) = (Interchange(isTried: true), Interchange(isTried: false));
        Add(Delivered("out", tried), Delivered("out", tried), Delivered("in", tried), Delivered("out", other));
        Add(Delivered("out", tried), Suspended("out", other), Suspended("out", other));

        Assert.Equal(new TrialCounts(new TrialTally(0, 1, 0), new TrialTally(1, 0, 0)), _counter.Read());
    }

    [Fact]
    public void Add_WhatDoesNotDiffer_IsNotCountedUnlessItWentThroughWhatDoes()
    {
        var (far, through) = (Interchange(isTried: true), Interchange(isTried: true));
        Add(Delivered("elsewhere", far), Suspended("elsewhere", far), Failed("elsewhere", far));
        Assert.Equal(TrialCounts.None, _counter.Read());

        Add(Delivered("in", through), Suspended("elsewhere", through), Failed("out", through));
        Assert.Equal(new TrialTally(0, 1, 1), _counter.Read().Candidate);
    }

    [Fact]
    public void Add_NoSubscriber_CountsWhereverFiltersDiffer()
    {
        var interchange = Interchange(isTried: true);
        Add(Unrouted("elsewhere", interchange));
        Assert.Equal(TrialCounts.None, _counter.Read());
        var counter = new TrialCounter(Half, Differing, routesDiffer: true);
        counter.Add([Unrouted("elsewhere", interchange)]);
        Assert.Equal(new TrialTally(0, 1, 0), counter.Read().Candidate);
    }

    [Fact]
    public void Add_Publications_CountsThoseThatWereRouted()
    {
        var (routed, unrouted) = (Interchange(isTried: true), Interchange(isTried: true));
        Add(
            Published("in", routed, [new PortRoute(1, 1, "out")]), Published("in", unrouted, []),
            Published("elsewhere", Interchange(isTried: true), [new PortRoute(1, 1, "out")]));
        Assert.Equal(new TrialTally(1, 0, 0), _counter.Read().Candidate);
    }

    [Fact]
    public void Add_MoreInterchangesThanAreRemembered_KeepsTheSums()
    {
        int count = TrialCounter.RememberedMax + 1_000;
        for (int i = 0; i < count; i++) Add(Delivered("out", Guid.CreateVersion7()));
        var counts = _counter.Read();
        Assert.Equal(count, counts.Base.Total + counts.Candidate.Total);
    }

    private void Add(params CommitEntry[] entries) => _counter.Add([.. entries]);

    private static Guid Interchange(bool isTried)
    {
        Guid id;
        do id = Guid.CreateVersion7();
        while (Half.Takes(id) != isTried);
        return id;
    }

    private static CommitEntry Entry() => new(new EntryWaiter());

    private static CommitEntry Delivered(string port, Guid interchange)
    {
        var entry = Entry();
        entry.Delivered = [new Delivery(Guid.CreateVersion7(), interchange, port, DateTimeOffset.UnixEpoch)];
        return entry;
    }

    private static CommitEntry Suspended(string port, Guid interchange) =>
        Event(TrackEventKind.Suspended, port, interchange);

    private static CommitEntry Failed(string port, Guid interchange) => Event(TrackEventKind.Failed, port, interchange);

    private static CommitEntry Event(TrackEventKind kind, string port, Guid interchange)
    {
        var entry = Entry();
        entry.Events =
        [
            new TrackEvent
            {
                Kind = kind, At = DateTimeOffset.UnixEpoch, MessageId = Guid.CreateVersion7(),
                InterchangeId = interchange, Port = port,
            },
        ];
        return entry;
    }

    private static CommitEntry Unrouted(string port, Guid interchange)
    {
        var entry = Entry();
        entry.Unrouted =
        [
            new OpenItemRow
            {
                Id = Guid.CreateVersion7(), Kind = OpenItemKind.Publish, State = OpenItemState.Suspended, Port = port,
                Reader = 0, MessageId = Guid.CreateVersion7(), InterchangeId = interchange, Record = default,
            },
        ];
        return entry;
    }

    private static CommitEntry Published(string location, Guid interchange, PortRoute[] routes)
    {
        var body = new MessagePart(MessagePart.BodyName, Body.From("x"u8.ToArray()), null);
        var message = new Message(
            Guid.CreateVersion7(), interchange, new MessageContextBuilder().Build(), [body]);
        var publication = Publication.Encode(message, location, messageType: null, mapped: false);
        publication.Routes = routes;
        var entry = Entry();
        entry.Publications = [publication];
        return entry;
    }
}
