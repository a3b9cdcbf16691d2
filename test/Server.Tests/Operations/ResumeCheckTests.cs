using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Server.Operations;
using Viaduct.Support.Runtime;

namespace Viaduct.Server.Tests.Operations;

public class ResumeCheckTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(OpenItemState.Waiting, "tried again by itself at 2026-03-01 12:30:00Z")]
    [InlineData(OpenItemState.Active, "a server works on it")]
    [InlineData(OpenItemState.SuspendedNotResumable, "whoever sent it was told")]
    [InlineData(OpenItemState.Kept, "not suspended")]
    public void What_is_in_no_state_to_be_resumed_is_told_why(OpenItemState state, string reason)
    {
        Assert.Contains(reason, new ResumeCheck(Model()).Refusal(Item("out", state)), StringComparison.Ordinal);
        Assert.Contains(reason, new ResumeCheck(null).Refusal(Item("out", state)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_suspended_at_a_port_goes_on_if_the_port_is_there()
    {
        var check = new ResumeCheck(Model());
        Assert.Null(check.Refusal(Item("out", OpenItemState.Suspended)));
        Assert.Contains(
            "'gone' is not configured", check.Refusal(Item("gone", OpenItemState.Suspended)), StringComparison.Ordinal);
    }

    private static GroupModel Model() =>
        MemoryGroup.Of(["host"], [MemoryGroup.Receive("in")], [MemoryGroup.Send("out", "receivePort == \"in\"")]);

    private static OpenItemRow Item(string port, OpenItemState state) => new()
    {
        Id = Guid.NewGuid(), Kind = OpenItemKind.Send, State = state, Reader = 1, Port = port,
        MessageId = Guid.NewGuid(), InterchangeId = Guid.NewGuid(), Due = Due,
    };
}
