using Viaduct.Core.Adapters;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Tests.Store;

namespace Viaduct.Core.Tests.Process;

/// <summary>A record and a move to an open item never pass each other by: the one would lose the other.</summary>
public class WorkItemTests
{
    [Fact]
    public async Task RecordAsync_WhileTheItemMoves_WaitsAndGoesToTheNewOrigin()
    {
        var owner = new Owner();
        var item = Item(owner);
        Assert.True(item.TryBeginMove());
        var recording = item.RecordAsync("name", default).AsTask();
        Assert.Null(item.RecordedText);
        Assert.Empty(owner.Recorded);

        var next = new OpenItemOrigin(new OpenItemKey(Guid.CreateVersion7(), 1), static () => { });
        Assert.False(item.EndMove(next));
        Assert.True(await recording.WaitAsync(WriterWorld.Patience));
        Assert.Equal([(next, "name")], owner.Recorded);
    }

    [Fact]
    public async Task TryBeginMove_WhileSomethingIsRecorded_IsFalseUntilItIsDurable()
    {
        var owner = new Owner { Gate = new TaskCompletionSource<bool>() };
        var item = Item(owner);
        var recording = item.RecordAsync("name", default).AsTask();
        Assert.False(item.TryBeginMove());

        owner.Gate.SetResult(true);
        Assert.True(await recording.WaitAsync(WriterWorld.Patience));
        Assert.True(item.TryBeginMove());
        Assert.Equal("name", item.RecordedText);
    }

    [Fact]
    public async Task TryBeginMove_AfterARecordThatFailed_IsTrueAgain()
    {
        var owner = new Owner { Gate = new TaskCompletionSource<bool>() };
        owner.Gate.SetException(new InvalidOperationException("gone"));
        var item = Item(owner);
        await Assert.ThrowsAsync<InvalidOperationException>(() => item.RecordAsync("name", default).AsTask());
        Assert.True(item.TryBeginMove());
    }

    [Fact]
    public void TryBeginMove_OfASettledItem_IsFalse()
    {
        var item = Item(new Owner());
        item.Sent();
        Assert.False(item.TryBeginMove());
    }

    private static WorkItem Item(Owner owner) => new(
        new OpenItemOrigin(new OpenItemKey(Guid.CreateVersion7(), 0), static () => { }), new Position(1, 0),
        WriterWorld.Message("text").Message, "port")
    {
        Owner = owner,
    };

    private sealed class Owner : IWorkItemOwner
    {
        public TaskCompletionSource<bool>? Gate { get; init; }

        public List<(IWorkOrigin Origin, string Text)> Recorded { get; } = [];

        public bool MayAct => true;

        public async ValueTask<bool> RecordAsync(WorkItem item, string record)
        {
            Recorded.Add((item.Origin, record));
            return Gate is null || await Gate.Task;
        }

        public ValueTask<CommitEntry> TakeInAsync(
            WorkItem item, SourceItem response, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public void Settled(WorkItem item)
        {
        }
    }
}
