using Npgsql;
using Viaduct.Support;

namespace Viaduct.FailoverBench;

/// <summary>
/// Promotes a standby, and tells when it took its first write. Connected before, so that nothing else counts.
/// </summary>
internal sealed class Promotion : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly NpgsqlConnection _connection;

    private Promotion(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Connects to a standby.</summary>
    public static async Task<Promotion> PrepareAsync(PostgresServer standby)
    {
        var connection = new NpgsqlConnection($"{standby.AdminConnectionString};Pooling=false");
        await connection.OpenAsync();
        return new Promotion(connection);
    }

    /// <summary>Promotes it.</summary>
    /// <returns>The time stamp of the first write that it took.</returns>
    public async Task<long> RunAsync()
    {
        await AskAsync("SELECT pg_promote(false)");
        while (await AskAsync("SELECT pg_is_in_recovery()")) await Task.Delay(Pause, TimeProvider.System);
        await AskAsync("SELECT pg_logical_emit_message(true, 'bench', ''::text) IS NOT NULL");
        return TimeProvider.System.GetTimestamp();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<bool> AskAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
