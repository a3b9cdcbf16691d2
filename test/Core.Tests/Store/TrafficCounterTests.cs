using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Tests.Store;

/// <summary>What is committed is counted by port, and how long deliveries took.</summary>
public class TrafficCounterTests
{
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_is_committed_is_counted_by_port_and_what_is_not_is_not()
    {
        await using var world = new WriterWorld(_ => CommitResult.Committed.Instance);
        await world.CommitAsync(
            e => e.Publications = [WriterWorld.Message("a"), WriterWorld.Message("b")],
            e => e.Delivered = [Delivered("out", 3), Delivered("out", 100), Delivered("other", -5)],
            e => e.Events =
            [
                Event(TrackEventKind.Failed), Event(TrackEventKind.Suspended), Event(TrackEventKind.Sent),
            ]);
        await using var refusing = new WriterWorld(_ => new CommitResult.Refused("no"));
        await refusing.CommitAsync(e => e.Delivered = [Delivered("out", 3)]);

        var counts = world.Unit.Traffic.Read().ToDictionary(count => count.Name);
        Assert.Equal(2, counts["in"].Received);
        Assert.Equal((2L, 2L), (counts["out"].Sent, counts["out"].Failures));
        Assert.Equal(1, counts["out"].Times[DeliveryTimes.Place(3)]);
        Assert.Equal(1, counts["out"].Times[DeliveryTimes.Place(100)]);
        Assert.Equal(1, counts["other"].Times[0]);
        Assert.Empty(refusing.Unit.Traffic.Read());
    }

    [Fact]
    public async Task What_brings_its_port_s_meter_is_counted_there_and_by_name_alike()
    {
        await using var world = new WriterWorld(_ => CommitResult.Committed.Instance);
        var meter = new PortMeter(world.Unit.Figures.Consumed.Find("out"), world.Unit.Traffic.Find("out"));
        Assert.Empty(world.Unit.Traffic.Read());
        await world.CommitAsync(
            e => e.Delivered = [Delivered("out", 3) with { Meter = meter }, Delivered("out", 3)]);

        var count = Assert.Single(world.Unit.Traffic.Read());
        Assert.Equal((2L, 2L), (count.Sent, count.Times[DeliveryTimes.Place(3)]));
        Assert.Equal(2, world.Unit.Figures.Consumed.Of("out"));
    }

    [Fact]
    public void Every_time_lies_within_its_place_and_beyond_the_one_before()
    {
        for (long time = 1; time < 5_000_000; time += 1 + (time / 50))
        {
            int place = DeliveryTimes.Place(time);
            Assert.True(time <= Math.Pow(2, place / 2d), $"{time} at {place}");
            Assert.True(place == 0 || time > Math.Pow(2, (place - 1) / 2d), $"{time} at {place}");
        }

        Assert.Equal(0, DeliveryTimes.Place(long.MinValue));
        Assert.Equal(DeliveryTimes.Places - 1, DeliveryTimes.Place(long.MaxValue));
    }

    [Fact]
    public void Shares_are_told_at_most()
    {
        long[] counts = new long[DeliveryTimes.Places];
        Assert.Null(DeliveryTimes.AtMost(counts, 0.5));
        counts[0] = 98;
        counts[4] = 1;
        counts[DeliveryTimes.Places - 1] = 1;
        Assert.Equal([1, 1, 4, DeliveryTimes.Milliseconds(DeliveryTimes.Places - 1)],
            new[] { 0, 0.98, 0.99, 1 }.Select(share => DeliveryTimes.AtMost(counts, share)!.Value));
    }

    private static Delivery Delivered(string port, int milliseconds) =>
        new(Guid.CreateVersion7(Made), Guid.Empty, port, Made.AddMilliseconds(milliseconds));

    private static TrackEvent Event(TrackEventKind kind) => new()
    {
        Kind = kind, At = Made, MessageId = Guid.CreateVersion7(Made), InterchangeId = Guid.Empty, Port = "out",
    };
}
