using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Preparation;

/// <summary>A store is prepared by whoever comes, and belongs to one group for ever.</summary>
public abstract class PreparationCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    public async Task Several_processes_prepare_an_empty_store_at_once()
    {
        var stores = new List<IStore>();
        for (var i = 0; i < 4; i++)
        {
            stores.Add(await Fixture.ConnectAsync());
        }

        await Together("preparing", [.. stores.Select<IStore, Func<Task<bool>>>(store => async () =>
        {
            await store.PrepareAsync(StoreFixture.Group, CancellationToken.None);
            return true;
        })]);

        foreach (var store in stores)
        {
            Assert.NotNull(await store.Sessions.StartAsync(
                Some.Request($"server {stores.IndexOf(store)}"), CancellationToken.None));
        }
    }

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        var a = await JoinAsync();
        await a.MustCommitAsync(a.Commit().Message("kept", a.Reader("send")).Track("t").Add(Some.SuspendedItem()));
        var before = await Contents.ReadAsync(a.Store);

        var second = await Fixture.OpenAsync();
        await second.PrepareAsync(StoreFixture.Group, CancellationToken.None);

        Assert.Equal(before, await Contents.ReadAsync(second));
        await a.MustCommitAsync(a.Commit().Message("still open", a.Reader("send")));
    }

    [Fact]
    public async Task A_server_of_another_group_is_refused_and_told_which_group_it_is()
    {
        await Fixture.OpenAsync();
        var stranger = await Fixture.ConnectAsync();

        var error = await Assert.ThrowsAsync<StoreRefusedException>(
            () => stranger.PrepareAsync("fabrikam", CancellationToken.None));

        Assert.Contains(StoreFixture.Group, error.Message, StringComparison.Ordinal);
        Assert.Contains("fabrikam", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule(120)]
    public async Task A_store_that_a_newer_version_has_changed_is_worked_with_if_that_says_so(bool isUnderstood)
    {
        var before = await JoinAsync();
        Assert.SkipUnless(await Fixture.StepAheadAsync(isUnderstood), "This store has no schema.");
        // Who works already goes on.
        await before.MustCommitAsync(before.Commit().Message("kept", before.Reader("send")));

        var comes = await Fixture.ConnectAsync();
        var looks = await Fixture.ConnectAsync();
        if (isUnderstood)
        {
            await comes.PrepareAsync(StoreFixture.Group, CancellationToken.None);
            Assert.NotNull(await comes.Sessions.StartAsync(Some.Request("comes"), CancellationToken.None));
            Assert.Equal(StoreFixture.Group, await looks.OpenAsync(CancellationToken.None));
            Assert.Equal(await Contents.ReadAsync(before.Store), await Contents.ReadAsync(looks));
            return;
        }

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(
            () => comes.PrepareAsync(StoreFixture.Group, CancellationToken.None));
        Assert.Contains("newer", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreRefusedException>(() => looks.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Who_only_looks_makes_no_store()
    {
        var store = await Fixture.ConnectAsync();

        await Assert.ThrowsAsync<StoreRefusedException>(() => store.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Who_only_looks_is_told_the_group_and_sees_everything()
    {
        var a = await JoinAsync();
        await a.MustCommitAsync(a.Commit().Message("kept", a.Reader("send")).Track("t").Add(Some.SuspendedItem()));
        var before = await Contents.ReadAsync(a.Store);

        var second = await Fixture.ConnectAsync();
        var group = await second.OpenAsync(CancellationToken.None);

        Assert.Equal(StoreFixture.Group, group);
        Assert.Equal(before, await Contents.ReadAsync(second));
    }

    [Fact]
    public async Task An_open_store_says_what_it_is_and_that_it_is_there()
    {
        var store = await Fixture.OpenAsync();

        Assert.NotEmpty(store.Description);
        Assert.DoesNotContain("password", store.Description, StringComparison.OrdinalIgnoreCase);
        Assert.True(store.IsAvailable);
    }
}
