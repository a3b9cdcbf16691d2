using Npgsql;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Hints;

/// <summary>Wake-ups are throttled, first and last are sent, and none is sent within a commit.</summary>
public sealed class HintSenderTests(PostgresServer server) : IAsyncLifetime
{
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await TestDatabases.TakeAsync(server);

    public async ValueTask DisposeAsync() => await TestDatabases.GiveBackAsync(server, _database);

    [Fact]
    public async Task A_burst_of_changes_is_few_notifications_and_the_last_change_is_notified()
    {
        await using var member = await Member.JoinAsync(_database);
        await using var listener = await TestDatabases.OpenAsync(_database);
        var heard = 0;
        listener.Notification += (_, _) => heard++;
        await using (var listen = new NpgsqlCommand("LISTEN viaduct", listener))
        {
            await listen.ExecuteNonQueryAsync();
        }
        var process = member.Process;
        for (var i = 0; i < 50; i++)
        {
            await process.MustCommitAsync(process.Commit().Add(Compliance.Some.SuspendedItem()));
        }
        var during = await HeardAsync(listener, () => heard);
        Assert.InRange(during, 1, 100);

        // After a pause a change is notified at once, and one that comes right behind it too.
        await process.MustCommitAsync(process.Commit().Add(Compliance.Some.SuspendedItem()));
        await process.MustCommitAsync(process.Commit().Add(Compliance.Some.SuspendedItem()));
        await Eventually.IsTrueAsync(
            async () => await HeardAsync(listener, () => heard) > during, "the notification of the last changes");
    }

    private static async Task<int> HeardAsync(NpgsqlConnection listener, Func<int> heard)
    {
        await using var poke = new NpgsqlCommand("SELECT 1", listener);
        await poke.ExecuteScalarAsync();
        return heard();
    }
}
