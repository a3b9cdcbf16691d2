using Viaduct.Compliance.Citations;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Receipts;

/// <summary>The life of a claim: recorded, received, gone; or left by a dead process and taken by another.</summary>
public abstract class ClaimCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(42, 43)]
    [Invariant(2)]
    public async Task A_claim_goes_with_its_receipt_when_its_item_is_gone()
    {
        var a = await JoinAsync();
        var claim = Some.Claim();
        var receipt = ReceiptKey.FromClaim(claim.Id);
        await a.MustCommitAsync(a.Commit().Claim(claim));
        Assert.Equal([claim.Id], await a.Store.Receipts.FindClaimsAsync([claim.Id, Some.Id()], default));
        Assert.Empty(await a.Store.Receipts.FindAsync([receipt], default));

        await a.MustCommitAsync(a.Commit().Message("the item", a.Reader("send")).Receipt(receipt, lookUp: false));
        Assert.Single(await a.Store.Receipts.FindAsync([receipt], default));

        await a.MustCommitAsync(a.Commit().EndClaims(claim.Id));
        Assert.Empty(await a.Store.Receipts.FindClaimsAsync([claim.Id], default));
        Assert.Empty(await a.Store.Receipts.FindAsync([receipt], default));
    }

    [Fact]
    [Rule(42)]
    public async Task The_claims_of_a_live_process_are_nobody_elses()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        await a.MustCommitAsync(a.Commit().Claim(Some.Claim()));

        Assert.Empty(await b.Store.Receipts.TakeAbandonedAsync(b.Session, "orders-in", default));
        Assert.Empty(await a.Store.Receipts.TakeAbandonedAsync(a.Session, "orders-in", default));
    }

    [Fact]
    [Rule(24, 44)]
    [Promise("ISessionStore.TakeOverAsync", 2)]
    [Invariant(2, 7)]
    public async Task The_claims_of_a_dead_process_are_taken_once_and_tell_whether_they_were_received()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var open = Some.Claim();
        var received = new ClaimRow(Some.Id(), "orders-in", "sub/älter.txt");
        var elsewhere = Some.Claim("invoices-in");
        await a.MustCommitAsync(a.Commit().Claim(open, received, elsewhere));
        await a.MustCommitAsync(a.Commit().Receipt(ReceiptKey.FromClaim(received.Id)));
        await CrashAsync(a);
        Assert.Empty(await b.Store.Receipts.TakeAbandonedAsync(b.Session, "orders-in", default));
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));

        var taken = await b.Store.Receipts.TakeAbandonedAsync(b.Session, "orders-in", default);

        AbandonedClaim[] expected =
        [
            new(new Claim(open.Id, "orders.txt"), Received: false, Deaths: 1),
            new(new Claim(received.Id, "sub/älter.txt"), Received: true, Deaths: 1),
        ];
        Assert.Equal(expected.OrderBy(one => one.Claim.Id), taken.OrderBy(one => one.Claim.Id));
        Assert.Empty(await b.Store.Receipts.TakeAbandonedAsync(b.Session, "orders-in", default));
        Assert.Single(await b.Store.Receipts.TakeAbandonedAsync(b.Session, "invoices-in", default));
    }

    [Fact]
    [Rule(44)]
    [Invariant(7)]
    public async Task Each_death_with_a_claim_in_hand_is_counted_and_a_good_end_is_not()
    {
        var a = await JoinAsync();
        await a.MustCommitAsync(a.Commit().Claim(Some.Claim()));
        var owner = a;
        foreach (var (server, dies, deaths) in new[] { ("b", true, 1), ("c", false, 1), ("d", true, 2) })
        {
            var heir = await StartAsync(server);
            if (dies)
            {
                await CrashAndTakeOverAsync(owner, heir);
            }
            else
            {
                await owner.Store.Sessions.EndAsync(owner.Session, default);
            }
            var taken = await heir.Store.Receipts.TakeAbandonedAsync(heir.Session, "orders-in", default);
            Assert.Equal(deaths, Assert.Single(taken).Deaths);
            owner = heir;
        }
    }

    [Fact]
    [Rule(44)]
    [Invariant(3)]
    public async Task Of_several_takers_at_once_each_claim_goes_to_one()
    {
        var a = await JoinAsync();
        var b = await StartAsync("b");
        var c = await StartAsync("c");
        var claims = Enumerable.Range(0, 40).Select(_ => Some.Claim()).ToArray();
        await a.MustCommitAsync(a.Commit().Claim(claims));
        await CrashAsync(a);
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));

        var taken = await Together(
            "taking claims",
            () => b.Store.Receipts.TakeAbandonedAsync(b.Session, "orders-in", default),
            () => c.Store.Receipts.TakeAbandonedAsync(c.Session, "orders-in", default));

        var ids = taken.SelectMany(one => one).Select(one => one.Claim.Id).ToList();
        Assert.Equal(claims.Select(claim => claim.Id).Order(), ids.Order());
    }

    [Fact]
    [Rule(44)]
    [Invariant(4)]
    public async Task A_process_that_has_been_taken_over_takes_no_claims()
    {
        var a = await JoinAsync();
        var b = await StartAsync("b");
        var c = await StartAsync("c");
        await a.MustCommitAsync(a.Commit().Claim(Some.Claim()));
        await CrashAsync(a);
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));

        Assert.Empty(await NothingFor(() =>
            a.Store.Receipts.TakeAbandonedAsync(a.Session, "orders-in", default)));
        Assert.Single(await c.Store.Receipts.TakeAbandonedAsync(c.Session, "orders-in", default));
    }
}
