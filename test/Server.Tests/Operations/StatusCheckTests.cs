using Viaduct.Client;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Tests.Operations;

/// <summary>What is wrong with a group, and what is not.</summary>
public class StatusCheckTests
{
    [Fact]
    public void Run_NothingIsWrong_GivesNoReason() => Assert.Empty(Codes(Status()));

    [Fact]
    public void Run_NoConfiguration_SaysSo() =>
        Assert.Equal([StatusCheck.NoConfiguration], Codes(Status() with { Configuration = null }));

    [Fact]
    public void Run_ConfigurationOfAnotherVersion_SaysSo() => Assert.Equal(
        [StatusCheck.UnreadableConfiguration],
        Codes(Status() with { Configuration = new("abc", default, 1, "a key that nobody knows") }));

    [Fact]
    public void Run_DeadServersOnly_AreNone() =>
        Assert.Equal([StatusCheck.Servers], Codes(Status() with { Servers = [Server(alive: false)] }));

    [Fact]
    public void Run_FewerServersThanWanted_SaysSo() =>
        Assert.Equal([StatusCheck.Servers], Codes(Status(), new StatusCheckOptions { Servers = 2 }));

    [Theory]
    [InlineData(ItemStates.Suspended, 0, true)]
    [InlineData(ItemStates.SuspendedNotResumable, 0, true)]
    [InlineData(ItemStates.Suspended, 5, false)]
    [InlineData(ItemStates.Waiting, 0, false)]
    [InlineData(ItemStates.Active, 0, false)]
    public void Run_OpenItems_OnlySuspendedOnesBeyondTheLimitCount(string state, long max, bool wrong)
    {
        var status = Status() with { OpenItems = [new ItemCount(state, "p", null, 5)] };
        Assert.Equal(
            wrong ? [StatusCheck.Suspended] : [], Codes(status, new StatusCheckOptions { SuspendedMax = max }));
    }

    [Theory]
    [InlineData("main", 10_001, true)]
    [InlineData("main", 10_000, false)]
    [InlineData("tracker", 10_001, true)]
    [InlineData("main/stopped", 10_001, false)]
    [InlineData("main/started", 10_001, true)]
    public void Run_ReaderThatLags_CountsUnlessItsPortIsStopped(string reader, long lag, bool wrong)
    {
        var status = Status() with
        {
            Readers = [new ReaderStatus(reader, "host", 1, lag, "0", lag)],
            Ports = [Port("stopped", PortStates.Stopped), Port("started", PortStates.Started)],
        };
        Assert.Equal(wrong ? [StatusCheck.Lag] : [], Codes(status));
    }

    [Fact]
    public void Run_EndpointInTrouble_SaysWhereAndWhy()
    {
        var status = Status() with
        {
            Ports = [Port("to-erp", PortStates.Started) with { Troubles = [new("a", "The folder is away.")] }],
        };
        var reason = Assert.Single(StatusCheck.Run(status, new StatusCheckOptions()));
        Assert.Equal(StatusCheck.Trouble, reason.Code);
        Assert.Equal("The send port 'to-erp' does not work on server a: The folder is away.", reason.Text);
        Assert.Empty(Codes(status, new StatusCheckOptions { TroubleMax = 1 }));
    }

    private static string[] Codes(GroupStatus status, StatusCheckOptions? options = null) =>
        [.. StatusCheck.Run(status, options ?? new StatusCheckOptions()).Select(reason => reason.Code)];

    private static GroupStatus Status() => new()
    {
        Group = "g", Store = "sqlite:x", Size = new StoreMeasure(0, 0, 0, 0, 0),
        Configuration = new("abc", default, 1, null), Servers = [Server(alive: true)], Readers = [], OpenItems = [],
        Locations = [], Ports = [],
    };

    private static ServerStatus Server(bool alive) => new("a", "m", 1, "1", 1, default, alive);

    private static PortStatus Port(string name, string state) => new()
    {
        Name = name, Application = "a", Host = "main", Adapter = "file", Address = "x", State = state, Waiting = 0,
        Suspended = 0,
    };
}
