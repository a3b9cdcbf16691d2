using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Fences;

/// <content>The version of the routes.</content>
public abstract partial class FenceCompliance
{
    [Theory]
    [InlineData(-1)]
    [InlineData(+1)]
    [Rule(5, 50)]
    [Promise("ILogStore.CommitAsync", 3)]
    public async Task What_was_routed_with_another_version_is_not_published_and_the_right_one_is_named(int distance)
    {
        var a = await JoinAsync();
        var version = a.RouteVersion!.Value;

        var commit = a.Commit().RoutedWith(version + distance).Message("routed wrongly", a.Reader("send"));
        var result = await a.CommitAsync(commit.Receipt(Some.Key("k")));

        Assert.Equal(new CommitResult.RoutesChanged(version), result);
        await AssertUntouchedAsync(a);
    }

    [Fact]
    [Rule(5, 50)]
    public async Task A_commit_that_publishes_nothing_does_not_care_for_the_routes()
    {
        var a = await JoinAsync();
        await a.Store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);

        await a.MustCommitAsync(a.Commit().Receipt(Some.Key()).Progress(a.Reader("send"), new Position(1, 0)));
    }
}
