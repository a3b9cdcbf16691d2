using System.Collections.Frozen;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Tests.Track;

public class TrackTests
{
    private static readonly PortTracking Everything = new(0, TimeSpan.Zero);

    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Events_WrittenTogether_AreReadBackAsTheyWere()
    {
        var message = Message(("urn:orders", "Id", "4711", true), ("urn:orders", "Note", "written", false),
            (SystemProperties.Namespace, "Operation", "op", true));
        var writer = new TrackWriter();
        writer.Published(
            message, Noon, "in", "urn:a#b", mapped: true, [new(1, 1, "x"), new PortRoute(1, 2, "y")], Everything);
        writer.Sent(message.Id, message.InterchangeId, Noon.AddMilliseconds(3), "x");
        writer.Body(
            new TrackedBody("x", BodyPlace.After, message.Id, message.InterchangeId, 5, 2), Noon, (100, 77));
        writer.Write(new TrackEvent
        {
            Kind = TrackEventKind.Suspended, At = Noon.AddMilliseconds(-1), MessageId = message.Id,
            InterchangeId = Guid.Empty, Port = "y", MessageType = "urn:a#b", FailureCode = "limit",
            FailureText = "too long",
        });

        var events = TrackReader.Read(writer.Written.Span, lane: 3, sequence: 9);
        Assert.Equal(4, events.Count);
        Assert.Equal(["x", "y"], events[0].RoutedTo);
        Assert.True(events[0].Mapped);
        Assert.Equal(5, events[0].Bytes);
        Assert.Equal(("in", "urn:a#b", Noon), (events[0].Port, events[0].MessageType, events[0].At));
        Assert.Equal([new TrackedProperty("urn:orders#Id", "4711")], events[0].Properties);
        Assert.Equal(
            (TrackEventKind.Sent, "x", Noon.AddMilliseconds(3)), (events[1].Kind, events[1].Port, events[1].At));
        Assert.Equal((BodyPlace.After, 5L), (events[2].Place, events[2].Bytes));
        Assert.Equal(new TrackedPlace(2, 3, 9, 100, 77), events[2].Stored);
        Assert.Equal(("y", "limit", "too long"), (events[3].Port, events[3].FailureCode, events[3].FailureText));
        Assert.All(events, e => Assert.Equal(message.Id, e.MessageId));
        Assert.Equal(
            [message.InterchangeId, message.InterchangeId, message.InterchangeId, Guid.Empty],
            events.Select(e => e.InterchangeId));
    }

    [Fact]
    public void Properties_OfAPublication_AreThoseThatArePromotedAndWanted()
    {
        var message = Message(
            ("urn:a", "One", "1", true), ("urn:a", "Two", "2", true), ("urn:a", "Three", "3", false),
            (SystemProperties.Namespace, "Operation", "op", true));
        var listed = Everything with
        {
            Properties = new[]
            {
                PropertyKey.Get("urn:a", "Two"), PropertyKey.Get("urn:a", "Three"),
                PropertyKey.Get(SystemProperties.Namespace, "Operation"),
            }.ToFrozenSet(),
        };

        Assert.Equal(["1", "2"], Tracked(message, Everything));
        Assert.Equal(["2", "op"], Tracked(message, listed));
        Assert.Empty(Tracked(message, Everything with { Properties = FrozenSet<PropertyKey>.Empty }));
    }

    [Fact]
    public void Properties_ThatAreTooManyOrTooLong_AreCut()
    {
        var many = Message(
            [.. Enumerable.Range(0, 50).Select(i => ("urn:a", $"P{i}", new string('x', 3_000), true))]);

        var tracked = Tracked(many, Everything);

        Assert.Equal(TrackedProperty.PropertiesMax, tracked.Count);
        Assert.All(tracked, value => Assert.Equal(TrackedProperty.CharactersMax, value.Length));
    }

    [Theory]
    [InlineData("4711", "4711", true)]
    [InlineData("4711", "47*", true)]
    [InlineData("4711-2026", "4711-*", true)]
    [InlineData("4711-2026-000000001", "4711-2026-0000000*", true)]
    [InlineData("4711", "471", false)]
    [InlineData("4711", "4712*", false)]
    [InlineData("100%", "100%", true)]
    [InlineData("100 of them", "100%", false)]
    [InlineData("a_b", "a_b", true)]
    [InlineData("axb", "a_b", false)]
    [InlineData("zero\0byte", "zero\0byte", true)]
    [InlineData("zero\0byte", "zero\0*", true)]
    [InlineData("Grüße", "Grü*", true)]
    [InlineData("", "*", true)]
    [InlineData("", "", true)]
    public void Row_OfAProperty_IsFoundByItsValueOrItsBeginning(string value, string asked, bool fits)
    {
        var message = Message(("urn:orders", "Id", value, true));
        var writer = new TrackWriter();
        writer.Published(message, Noon, "in", null, mapped: false, [], Everything);
        var row = TrackingBatch.Make(0, [new TrackBlob(1, 1, writer.Written.ToArray())]);
        bool prefix = asked.EndsWith('*');
        foreach (var namespaces in new string[]?[] { null, ["urn:orders"], ["urn:others"] })
        {
            var filter = new TrackingFilter
            {
                Property = new PropertyWanted("Id", namespaces, prefix ? asked[..^1] : asked, prefix),
            };
            bool found = new TrackIndex(filter).MayFit(row) && TrackingBatch.Events(row).Any(filter.Fits);
            Assert.Equal(fits && namespaces is not ["urn:others"], found);
        }
    }

    [Fact]
    public void Row_OfManyTracks_IsSearchedByIdAndKeepsItsTimes()
    {
        var writer = new TrackWriter();
        var ids = new List<Guid>();
        var blobs = new List<TrackBlob>();
        for (int i = 0; i < 50; i++)
        {
            writer.Reset();
            ids.Add(Ids.Create(Noon));
            writer.Sent(ids[i], Ids.Create(Noon), Noon.AddSeconds(i), "x");
            blobs.Add(new TrackBlob(1, i, writer.Written.ToArray()));
        }

        var row = TrackingBatch.Make(0, blobs);
        Assert.Equal((Noon, Noon.AddSeconds(49)), (row.From, row.To));
        Assert.All(ids, id => Assert.True(MayHold(row, id)));
        Assert.False(MayHold(row, Ids.Create(Noon)));
        Assert.Equal(ids, TrackingBatch.Events(row).Select(e => e.MessageId));

        static bool MayHold(TrackingRow row, Guid id) =>
            new TrackIndex(new TrackingFilter { MessageId = id }).MayFit(row);
    }

    [Fact]
    public void NewestEvents_OfManyInAnyOrder_AreKeptInTheOrderOfTime()
    {
        var newest = new NewestEvents(3);
        int[] seconds = [5, 1, 9, 3, 7, 2];
        for (int i = 0; i < seconds.Length; i++) newest.Add(At(seconds[i]), row: i);

        Assert.True(newest.LeftOut);
        Assert.True(newest.AllAfter(Noon.AddSeconds(2)));
        Assert.False(newest.AllAfter(Noon.AddSeconds(4)));
        Assert.Equal([5, 7, 9], newest.InOrder().Select(e => (e.At - Noon).TotalSeconds));

        var few = new NewestEvents(2);
        few.Add(At(2), 1);
        few.Add(At(1), 2);
        Assert.False(few.LeftOut);
        Assert.False(few.AllAfter(Noon));
        Assert.Equal([1, 2], few.InOrder().Select(e => (e.At - Noon).TotalSeconds));

        static TrackEvent At(int second) => new()
        {
            Kind = TrackEventKind.Sent, At = Noon.AddSeconds(second), MessageId = Ids.Create(Noon), Port = "x",
        };
    }

    [Fact]
    public void Ids_AreVersion7AndSortByTime()
    {
        var earlier = Ids.Create(Noon);
        var later = Ids.Create(Noon.AddMilliseconds(1));
        Assert.Equal(7, earlier.Version);
        Assert.True(string.CompareOrdinal(earlier.ToString(), later.ToString()) < 0);
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => Ids.Create(Noon)).Distinct().Count());
    }

    private static Message Message(params (string Namespace, string Name, string Value, bool Promoted)[] properties)
    {
        var context = new MessageContextBuilder();
        foreach (var (ns, name, value, promoted) in properties)
        {
            if (promoted) context.Promote(PropertyKey.Get(ns, name), PropertyValue.From(value));
            else context.Write(PropertyKey.Get(ns, name), PropertyValue.From(value));
        }

        return new Message(
            Ids.Create(Noon), Ids.Create(Noon), context.Build(),
            [new MessagePart(MessagePart.BodyName, Body.From("12345"u8.ToArray()))]);
    }

    private static List<string> Tracked(Message message, PortTracking tracking)
    {
        var writer = new TrackWriter();
        writer.Published(message, Noon, "in", null, mapped: false, [], tracking);
        return [.. TrackReader.Read(writer.Written.Span)[0].Properties.Select(property => property.Value)];
    }
}
