using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Tests.Track;

public class TrackTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Events_WrittenTogether_AreReadBackAsTheyWere()
    {
        var message = new Message(
            Ids.Create(Noon), Ids.Create(Noon), MessageContext.Empty,
            [new MessagePart(MessagePart.BodyName, Body.From("12345"u8.ToArray()))]);
        var writer = new TrackWriter();
        writer.Published(message, Noon, "in", "urn:a#b", mapped: true, [new(1, 1, "x"), new PortRoute(1, 2, "y")]);
        writer.Sent(message.Id, Noon.AddMilliseconds(3), "x");
        writer.Write(new TrackEvent
        {
            Kind = TrackEventKind.Suspended, At = Noon.AddMilliseconds(-1), MessageId = message.Id,
            InterchangeId = message.InterchangeId, Port = "y", MessageType = "urn:a#b", FailureCode = "limit",
            FailureText = "too long",
        });

        var events = TrackReader.Read(writer.Written.Span);
        Assert.Equal(3, events.Count);
        Assert.Equal(["x", "y"], events[0].RoutedTo);
        Assert.True(events[0].Mapped);
        Assert.Equal(5, events[0].Bytes);
        Assert.Equal(("in", "urn:a#b", Noon), (events[0].Port, events[0].MessageType, events[0].At));
        Assert.Equal(
            (TrackEventKind.Sent, "x", Noon.AddMilliseconds(3)), (events[1].Kind, events[1].Port, events[1].At));
        Assert.Equal(("y", "limit", "too long"), (events[2].Port, events[2].FailureCode, events[2].FailureText));
        Assert.All(events, e => Assert.Equal(message.Id, e.MessageId));
    }

    [Fact]
    public void Row_OfManyTracks_IsSearchedByIdAndKeepsItsTimes()
    {
        var writer = new TrackWriter();
        var ids = new List<Guid>();
        var blobs = new List<ReadOnlyMemory<byte>>();
        for (int i = 0; i < 50; i++)
        {
            writer.Reset();
            ids.Add(Ids.Create(Noon));
            writer.Sent(ids[i], Noon.AddSeconds(i), "x");
            blobs.Add(writer.Written.ToArray());
        }

        var row = TrackingBatch.Make(blobs);
        Assert.Equal((Noon, Noon.AddSeconds(49)), (row.From, row.To));
        Assert.All(ids, id => Assert.True(TrackingBatch.MayHold(row, id)));
        Assert.False(TrackingBatch.MayHold(row, Ids.Create(Noon)));
        Assert.Equal(ids, TrackingBatch.Events(row).Select(e => e.MessageId));
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
}
