using Viaduct.Compliance.Citations;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <content>5: receipts that lose files, and receipts that let them in twice.</content>
public abstract partial class ScheduleCompliance
{
    [Fact]
    [Schedule("5")]
    [Rule(40, 43, 44, 45)]
    [Invariant(1, 2)]
    public async Task Schedule_5_the_same_name_every_day_is_a_new_item_every_day_and_a_crash_brings_none_twice()
    {
        var process = await JoinAsync("day 0");
        var send = process.Reader("send");
        var expected = new List<string>();
        for (var day = 1; day <= 6; day++)
        {
            var text = $"orders of day {day}";
            var claim = new ClaimRow(Some.Id(), "orders-in", "orders.txt");
            await process.MustCommitAsync(process.Commit().Claim(claim));
            var receipt = ReceiptKey.FromClaim(claim.Id);
            if (day % 3 != 1)
            {
                await process.MustCommitAsync(process.Commit(process.Lane).Message(text, send).Receipt(receipt));
            }
            expected.Add(text);

            // The process dies before the file is deleted, or before it was received at all.
            var heir = await StartAsync($"day {day}");
            await CrashAndTakeOverAsync(process, heir);
            var left = Assert.Single(await heir.Store.Receipts.TakeAbandonedAsync(heir.Session, "orders-in", default));
            Assert.Equal(day % 3 != 1, left.Received);
            if (!left.Received)
            {
                await heir.MustCommitAsync(heir.Commit().Message(text, send).Receipt(receipt));
            }
            await heir.MustCommitAsync(heir.Commit().EndClaims(claim.Id));
            process = heir;
        }
        var received = new List<string>();
        foreach (var lane in process.Lanes)
        {
            received.AddRange(await process.ReadAsync(send, lane));
        }
        Assert.Equal(expected, received.Order(StringComparer.Ordinal));
    }
}
