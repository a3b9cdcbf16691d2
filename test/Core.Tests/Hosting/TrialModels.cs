using Viaduct.Core.Model;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Versions of a group that write into each message which of them it has met.</summary>
internal static class TrialModels
{
    /// <summary>A flow from one location to one port, both of a version.</summary>
    public static GroupModel Version(int version, SendPortState state = SendPortState.Started) => MemoryGroup.Of(
        ["host"], [Receive(version)], [Send(version) with { State = state }]);

    /// <summary>Two ports, of which a version's filter takes one.</summary>
    public static GroupModel Routed(string port) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")],
        [
            MemoryGroup.Send("left", port == "left" ? "receivePort == \"in\"" : "receivePort == \"none\""),
            MemoryGroup.Send("right", port == "right" ? "receivePort == \"in\"" : "receivePort == \"none\""),
        ]);

    /// <summary>A two-way location whose responses a version marks, too.</summary>
    public static GroupModel TwoWay(int version)
    {
        var port = MemoryGroup.Receive("in", responseTimeout: TimeSpan.FromSeconds(20));
        var location = port.Locations[0] with
        {
            Pipeline = Pipeline("in", $"|in{version}"), SendPipeline = Pipeline("out", $"|back{version}"),
        };
        return MemoryGroup.Of(
            ["host"], [port with { Locations = [location] }], [Send(version) with { IsTwoWay = true }]);
    }

    private static ReceivePortModel Receive(int version)
    {
        var port = MemoryGroup.Receive("in");
        return port with { Locations = [port.Locations[0] with { Pipeline = Pipeline("in", $"|in{version}") }] };
    }

    private static SendPortModel Send(int version) => MemoryGroup.Send("all", "receivePort == \"in\"") with
    {
        Pipeline = Pipeline("out", $"|out{version}"),
    };

    private static PipelineModel Pipeline(string kind, string text) =>
        new([new ComponentModel(kind, new TagOptions(text))]);
}
