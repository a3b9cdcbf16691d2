using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <content>4: a look-up that races with the commit it looks for.</content>
public abstract partial class ScheduleCompliance
{
    [Fact]
    [Schedule("4")]
    [Rule(12, 14)]
    [Promise("ILogStore.CommitAsync", 5)]
    [Invariant(2, 9)]
    public async Task Schedule_4_a_commit_whose_connection_breaks_is_there_once_and_its_answer_is_true()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var watcher = await Fixture.OpenAsync();
        for (var round = 0; round < 12; round++)
        {
            var text = $"round {round}: {new string('x', 30_000 * (round % 3))}";
            var key = Some.Key();
            var underWay = Task.Run(() => a.CommitAsync(a.Commit().Message(text, send).Receipt(key)));
            await CrashAsync(a);
            var result = await Within(underWay, "A commit whose connection was cut");

            // Nobody has taken over: the fence holds, so the store sends it again until it is in.
            Assert.Equal(CommitResult.Committed.Instance, result);
            Assert.Equal(round + 1, await HeadAsync(watcher, a.Lane));
            Assert.Single(await watcher.Receipts.FindAsync([key], default));
        }
        var texts = await a.ReadAsync(send);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"round {i}"), texts.Select(text => text.Split(':')[0]));
    }
}
