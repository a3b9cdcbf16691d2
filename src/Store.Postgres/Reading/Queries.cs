using Npgsql;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Reading;

/// <summary>Queries that give rows of one shape.</summary>
internal static class Queries
{
    /// <summary>
    /// Runs a query that only reads. The command is made anew if it is tried again: one that was prepared on another
    /// connection would run what has its name there.
    /// </summary>
    public static Task<List<T>> QueryAsync<T>(
        this Gateway gateway, Func<NpgsqlBatchCommand> command, Func<NpgsqlDataReader, T> row,
        CancellationToken cancellationToken) =>
        gateway.ReadAsync(
            (connection, token) => RowsAsync(connection, command(), row, token), cancellationToken);

    /// <summary>The rows of one statement on a connection.</summary>
    public static async Task<List<T>> RowsAsync<T>(
        NpgsqlConnection connection, NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> row,
        CancellationToken cancellationToken)
    {
        await using var batch = Parameters.Batch(connection, command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await RowsAsync(reader, row, cancellationToken);
    }

    /// <summary>The rows of the present result.</summary>
    public static async Task<List<T>> RowsAsync<T>(
        NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(row(reader));
        return rows;
    }
}
