using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Cluster;

/// <summary>Where hosts run: what the configuration says, and over that what operators say.</summary>
public class PlacementTests
{
    private static readonly HostModel Everywhere = new("send");
    private static readonly HostModel OnB = new("send") { Servers = ["b"] };

    [Theory]
    [InlineData(null, InstanceState.Running, InstanceState.None)]
    [InlineData(InstanceWord.Started, InstanceState.Running, InstanceState.Running)]
    [InlineData(InstanceWord.Stopped, InstanceState.Stopped, InstanceState.Stopped)]
    [InlineData(InstanceWord.Paused, InstanceState.Paused, InstanceState.Paused)]
    [InlineData(InstanceWord.Draining, InstanceState.Draining, InstanceState.Draining)]
    [InlineData(InstanceWord.Disabled, InstanceState.Disabled, InstanceState.Disabled)]
    [InlineData(InstanceWord.Deleted, InstanceState.Draining, InstanceState.Draining)]
    [InlineData(InstanceWord.Removed, InstanceState.None, InstanceState.None)]
    public void StateOf_AWordOfAnInstance_GoesBeforeTheConfiguration(
        InstanceWord? word, InstanceState everywhere, InstanceState elsewhere)
    {
        var placement = Said(word is null ? [] : [("send", "a", word.Value), ("send", "c", InstanceWord.Stopped)]);

        Assert.Equal(everywhere, placement.StateOf(Everywhere, "a", []));
        Assert.Equal(elsewhere, placement.StateOf(OnB, "a", []));
        Assert.Equal(InstanceState.Running, placement.StateOf(OnB, "b", []));
    }

    [Theory]
    [InlineData(InstanceWord.Draining, null, InstanceState.Draining)]
    [InlineData(InstanceWord.Draining, InstanceWord.Paused, InstanceState.Draining)]
    [InlineData(InstanceWord.Draining, InstanceWord.Stopped, InstanceState.Stopped)]
    [InlineData(InstanceWord.Draining, InstanceWord.Disabled, InstanceState.Disabled)]
    [InlineData(InstanceWord.Draining, InstanceWord.Removed, InstanceState.None)]
    [InlineData(InstanceWord.Paused, null, InstanceState.Paused)]
    [InlineData(InstanceWord.Paused, InstanceWord.Draining, InstanceState.Draining)]
    [InlineData(InstanceWord.Paused, InstanceWord.Stopped, InstanceState.Stopped)]
    public void StateOf_AWordOfTheServer_HoldsForWhatWouldDoMore(
        InstanceWord server, InstanceWord? instance, InstanceState expected)
    {
        (string?, string, InstanceWord)[] said = [(null, "a", server)];
        if (instance is { } word) said = [.. said, ("send", "a", word)];

        Assert.Equal(expected, Said(said).StateOf(Everywhere, "a", []));
        Assert.Equal(InstanceState.Running, Said(said).StateOf(Everywhere, "b", []));
    }

    [Fact]
    public void StateOf_AProcessOfOtherHosts_HasNoInstance()
    {
        Assert.Equal(InstanceState.None, Said([]).StateOf(Everywhere, "a", ["receive"]));
        Assert.Equal(InstanceState.Running, Said([]).StateOf(Everywhere, "a", ["receive", "send"]));
    }

    [Theory]
    [InlineData(InstanceState.Running, false, false, ReaderFate.Work)]
    [InlineData(InstanceState.Running, false, true, ReaderFate.Work)]
    [InlineData(InstanceState.Running, true, true, ReaderFate.Stay)]
    [InlineData(InstanceState.Paused, true, true, ReaderFate.Stay)]
    [InlineData(InstanceState.Paused, false, true, ReaderFate.Give)]
    [InlineData(InstanceState.Paused, false, false, ReaderFate.Work)]
    [InlineData(InstanceState.Draining, true, true, ReaderFate.Give)]
    [InlineData(InstanceState.Draining, true, false, ReaderFate.Stay)]
    [InlineData(InstanceState.Draining, false, false, ReaderFate.Work)]
    [InlineData(InstanceState.Stopped, true, true, ReaderFate.Give)]
    [InlineData(InstanceState.Stopped, true, false, ReaderFate.Rest)]
    [InlineData(InstanceState.Stopped, false, false, ReaderFate.Stay)]
    [InlineData(InstanceState.Disabled, false, true, ReaderFate.Give)]
    [InlineData(InstanceState.None, true, false, ReaderFate.Rest)]
    [InlineData(InstanceState.None, false, true, ReaderFate.Give)]
    public void Decide_AReader_GoesWhereItsHostRuns(
        InstanceState state, bool isWorked, bool hasHeir, ReaderFate expected)
    {
        Assert.Equal(expected, FatePolicy.Decide(state, isWorked, hasHeir, isGuest: false));
        Assert.Equal(ReaderFate.Give, FatePolicy.Decide(state, isWorked, hasHeir, isGuest: true));
    }

    [Theory]
    [InlineData(399, 0, null)]
    [InlineData(400, 0, "idle")]
    [InlineData(2_000, 500, "idle")]
    [InlineData(2_000, 501, null)]
    public void HeirFor_ABusyServer_IsTheOneThatHasLeastToDo(int load, int others, string? expected)
    {
        Member[] heirs =
        [
            new Member(new SessionId(1), "busy", [], 100_000, IsReady: true),
            new Member(new SessionId(2), "idle", [], others, IsReady: true),
        ];

        Assert.Equal(expected, SpreadPolicy.HeirFor(load, heirs)?.Server);
    }

    [Fact]
    public void After_ALookThatShowsNothingNew_TheViewIsTheSame()
    {
        var view = GroupView.Empty.After([Row(2, "b", isReady: true), Row(1, "a", isReady: true)]);

        Assert.Equal(1, view.Version);
        Assert.Equal(["a", "b"], view.Members.Select(member => member.Server));
        Assert.Same(view, view.After([Row(1, "a", isReady: true), Row(2, "b", isReady: true)]));
        var next = view.After([Row(1, "a", isReady: false), Row(2, "b", isReady: true)]);
        Assert.Equal(2, next.Version);
        Assert.False(next.Members[0].IsReady);
        Assert.Equal(3, next.After([Row(2, "b", isReady: true)]).Version);
    }

    private static SessionRow Row(long session, string server, bool isReady) => new(
        new SessionId(session), new SessionRequest(server, "machine", 1, "1.0"), default, 7, LockHeld: true)
    {
        IsReady = isReady,
    };

    private static Placement Said(IReadOnlyList<(string? Host, string Server, InstanceWord Word)> said) =>
        new([.. said.Select(one => new OperatedInstance(one.Host, one.Server, one.Word, default))], ClusterView.Empty);
}
