using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Support.Runtime;

namespace Viaduct.Load.Contestants;

/// <summary>The configuration of a shape.</summary>
internal static class ShapeModel
{
    /// <summary>The property that is routed on.</summary>
    public static readonly PropertyKey Region = PropertyKey.Get("urn:bench", "Region");

    /// <summary>A property that messages are only searched by.</summary>
    public static readonly PropertyKey Order = PropertyKey.Get("urn:bench", "Order");

    /// <summary>The port whose deliveries are counted.</summary>
    public const string CountedPort = "sink";

    /// <summary>The port that is stopped until it is started.</summary>
    public const string WaitingPort = "waiting";

    /// <summary>The value of the messages for that port.</summary>
    public static readonly PropertyValue WaitingRegion = PropertyValue.From(WaitingPort);

    private static readonly FilterNames Names =
        FilterNames.System.With([new FilterProperty("B.Region", Region, PropertyValueKind.String)]);

    /// <summary>The values that messages have, uniformly.</summary>
    public static PropertyValue[] Regions(Shape shape) =>
        [.. Enumerable.Range(0, shape.Subscriptions).Select(i => PropertyValue.From($"region {i}"))];

    /// <summary>The model, with the waiting port stopped or started.</summary>
    public static GroupModel Of(Shape shape, SendPortState waiting = SendPortState.Stopped)
    {
        SendPortModel[] ports = shape.FanOut is { } ways
            ? [.. Enumerable.Range(0, ways).Select(i => Way(shape, i))]
            : [.. Enumerable.Range(0, shape.Subscriptions).Select(Hop), Sink()];
        if (shape.HasWaitingPort)
        {
            ports = [.. ports, Waiting() with { State = waiting }];
        }
        return MemoryGroup.Of(
            [.. ports.Select(p => p.Host).Append("host").Distinct(StringComparer.Ordinal)],
            [First(shape), MemoryGroup.Receive("second")],
            [.. ports.Select(p => shape.TracksBodies && p.Name == CountedPort
                ? p with { Track = new TrackModel { After = true } }
                : p)]);
    }

    private static ReceivePortModel First(Shape shape)
    {
        var first = MemoryGroup.Receive("first");
        return shape.TracksBodies
            ? first with { Locations = [first.Locations[0] with { Track = new TrackModel { Before = true } }] }
            : first;
    }

    private static SendPortModel Way(Shape shape, int i) => MemoryGroup.Send(
        i == 0 ? CountedPort : $"way {i}", "receivePort == \"first\" and B.Region == \"region 0\"",
        host: shape.HostPerPort ? $"host {i}" : "host", names: Names);

    private static SendPortModel Hop(int i) => MemoryGroup.Send(
        $"hop {i}", $"receivePort == \"first\" and B.Region == \"region {i}\"", loopTo: "second-in", names: Names);

    private static SendPortModel Waiting() => MemoryGroup.Send(
        WaitingPort, $"receivePort == \"first\" and B.Region == \"{WaitingPort}\"", names: Names);

    private static SendPortModel Sink() => MemoryGroup.Send(CountedPort, "receivePort == \"second\"", names: Names);
}
