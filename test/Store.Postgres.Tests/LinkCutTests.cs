using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests;

/// <summary>A process that cuts itself off hears nothing, and is heard again afterwards.</summary>
public sealed class LinkCutTests(PostgresServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task While_it_is_cut_nothing_is_answered_and_no_connection_made_and_afterwards_all_is_as_before()
    {
        await using var fixture = new PostgresStoreFixture(server);
        var store = await fixture.OpenAsync();
        var session = (await store.Sessions.StartAsync(Some.Request("a"), default))!.Value;
        Assert.True(await store.Sessions.HeartbeatAsync(session, default));
        var other = await fixture.OpenAsync();

        Task<bool> beat;
        using (store.Cut!.Begin())
        {
            beat = store.Sessions.HeartbeatAsync(session, default);
            Assert.False(await EndsAsync(beat, Silence), "A heartbeat was answered.");
            Assert.Throws<IOException>(() => store.Cut!.Begin());
        }

        // Answered late, or broken: its connection was ended meanwhile.
        await EndsAsync(beat, Patience);
        await EventuallyAsync(() => store.Sessions.HeartbeatAsync(session, default));
        Assert.Contains(await other.Sessions.ListAsync(default), row => row.Id == session && row.LockHeld);
    }

    [Fact]
    public async Task While_it_is_cut_a_process_without_connections_makes_none()
    {
        await using var fixture = new PostgresStoreFixture(server);
        await fixture.OpenAsync();
        var store = await fixture.ConnectAsync();
        using (store.Cut!.Begin())
        {
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
                () => store.OpenAsync(default).WaitAsync(Patience));
            Assert.Contains("for a drill", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(StoreFixture.Group, await store.OpenAsync(default));
    }

    private static async Task<bool> EndsAsync(Task<bool> beat, TimeSpan limit)
    {
        try
        {
            return await beat.WaitAsync(limit, TimeProvider.System);
        }
        catch (Exception e) when (e is TimeoutException or StoreUnavailableException)
        {
            return false;
        }
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                Assert.True(await holds());
                return;
            }
            catch (StoreUnavailableException) when (!limit.IsCancellationRequested)
            {
                // The connections of before are being replaced.
            }
        }
    }
}
