using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <content>8: rows that every commit updates, and an old snapshot beside them.</content>
public abstract partial class ScheduleCompliance
{
    [Fact]
    [Schedule("8")]
    [Rule(16)]
    public async Task Schedule_8_a_thousand_commits_update_no_row_of_a_lane_or_reader()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        var before = await Fixture.CountUpdatedRowsAsync();
        Assert.SkipWhen(before is null, "This store cannot count the rows that were updated.");

        for (var i = 1; i <= 1000; i++)
        {
            await a.MustCommitAsync(a.Commit().Message($"{i}", send, archive).Track("t").Receipt(Some.Key(), false)
                .Progress(send, new Position(i, 0)).Progress(0, new Position(i, 0)));
        }

        Assert.Equal(before, await Fixture.CountUpdatedRowsAsync());
    }
}
