using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>What of a change can be tried on a share of what comes in (docs/concepts/trials.md, rule 1).</summary>
public class TriableChangeTests
{
    private static readonly GroupModel Before = Group(Receive(), Send());

    public static TheoryData<string> Triable => [.. TriableGroups.Keys];

    public static TheoryData<string> Refused => [.. RefusedGroups.Keys];

    private static Dictionary<string, GroupModel> TriableGroups => new()
    {
        ["another pipeline"] = Group(Receive(location => location with { Pipeline = Tag("x") }), Send()),
        ["another map"] = Group(Receive() with { Maps = [new MapModel("b.xsl")] }, Send()),
        ["another map of a send port"] = Group(Receive(), Send() with { Maps = [new MapModel("b.xsl")] }),
        ["another filter"] = Group(Receive(), MemoryGroup.Send("out", "receivePort == \"other\"")),
        ["another retry"] = Group(Receive(), Send() with { Retry = new RetryModel { Count = 9 } }),
        ["another address to send to"] = Group(
            Receive(), Send() with { Endpoint = new EndpointModel("memory", new MemorySendOptions(), "memory:x") }),
    };

    private static Dictionary<string, (GroupModel Group, string Text)> RefusedGroups => new()
    {
        ["nothing"] = (Before, "nothing to compare"),
        ["a port more"] = (
            MemoryGroup.Of(["host"], [Receive()], [Send(), MemoryGroup.Send("more", "receivePort == \"in\"")]),
            "send port 'more': it is added"),
        ["a port fewer"] = (MemoryGroup.Of(["host"], [Receive()], []), "send port 'out': it is removed"),
        ["a location fewer"] = (
            Group(Receive() with { Locations = [] }, Send()), "receive location 'in-in': it is removed"),
        ["another host"] = (
            MemoryGroup.Of(["host", "other"], [Receive()], [Send() with { Host = "other" }]),
            "send port 'out': it has another host"),
        ["a host more"] = (MemoryGroup.Of(["host", "other"], [Receive()], [Send()]), "host 'other': it is added"),
        ["a stopped port"] = (
            Group(Receive(), Send() with { State = SendPortState.Stopped }), "'out': it is started, stopped"),
        ["a disabled location"] = (
            Group(Receive(location => location with { Enabled = false }), Send()), "'in-in': it is enabled or"),
        ["another receiver"] = (
            Group(Receive(location => location with
            {
                Endpoint = location.Endpoint with { Address = "memory:elsewhere" },
            }), Send()),
            "receive location 'in-in': it receives with other options"),
        ["two-way"] = (
            Group(Receive() with { ResponseTimeout = TimeSpan.FromSeconds(1) }, Send()),
            "receive port 'in': it waits for responses otherwise"),
        ["order"] = (
            Group(Receive(), Send() with { Order = new OrderModel() }), "'out': it is ordered otherwise"),
        ["tracking"] = (
            Group(Receive(), Send() with { Track = new TrackModel { Before = true } }), "'out': it tracks otherwise"),
        ["limits"] = (Before with { Limits = new PipelineLimits { InlineBytes = 4_096 } }, "the limits"),
        ["retention"] = (
            Before with { Retention = [new RetentionModel("long", TimeSpan.FromDays(9))] }, "the retention classes"),
        ["another application"] = (
            Before with { Applications = [Before.Applications[0] with { Name = "other" }] },
            "application 'other': it is added"),
    };

    [Theory]
    [MemberData(nameof(Triable))]
    public void ObstaclesOf_WorksOtherwise_AreNone(string change) =>
        Assert.Empty(TriableChange.ObstaclesOf(Before, TriableGroups[change]));

    [Theory]
    [MemberData(nameof(Refused))]
    public void ObstaclesOf_OtherParts_AreNamed(string change)
    {
        var (group, text) = RefusedGroups[change];
        Assert.Contains(
            TriableChange.ObstaclesOf(Before, group), one => one.Contains(text, StringComparison.Ordinal));
    }

    private static GroupModel Group(ReceivePortModel receive, SendPortModel send) =>
        MemoryGroup.Of(["host"], [receive], [send]);

    private static ReceivePortModel Receive(Func<ReceiveLocationModel, ReceiveLocationModel>? change = null)
    {
        var port = MemoryGroup.Receive("in");
        return change is null ? port : port with { Locations = [change(port.Locations[0])] };
    }

    private static SendPortModel Send() => MemoryGroup.Send("out", "receivePort == \"in\"");

    private static PipelineModel Tag(string text) => new([new ComponentModel("in", new TagOptions(text))]);
}
