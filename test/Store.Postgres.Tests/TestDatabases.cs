using System.Collections.Concurrent;
using Npgsql;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests;

/// <summary>
/// Databases for tests, used again: creating and dropping one costs checkpoints of the whole server. What is given back
/// has lost our schema and every connection.
/// </summary>
internal static class TestDatabases
{
    private static readonly ConcurrentDictionary<PostgresServer, ConcurrentBag<string>> s_free = new();

    /// <summary>An empty database that nobody else uses.</summary>
    public static async Task<string> TakeAsync(PostgresServer server) =>
        s_free.GetOrAdd(server, _ => []).TryTake(out var database) ? database : await server.CreateDatabaseAsync();

    /// <summary>Gives it back, whatever it holds.</summary>
    public static async Task GiveBackAsync(PostgresServer server, string database)
    {
        await ExecuteAsync(database, """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid();
            DROP SCHEMA IF EXISTS viaduct CASCADE
            """);
        s_free[server].Add(database);
    }

    /// <summary>Runs SQL on a database, in our schema.</summary>
    public static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value that SQL gives on a database, in our schema.</summary>
    public static async Task<T> ScalarAsync<T>(string database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A connection of the test's own, outside any pool.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var text = new NpgsqlConnectionStringBuilder(database)
        {
            Pooling = false,
            SearchPath = "viaduct",
            ApplicationName = "test",
            // A checkpoint on a busy machine may take its time.
            CommandTimeout = 300,
        };
        var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
