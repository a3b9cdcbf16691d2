using Microsoft.Extensions.Logging;
using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Preparing;

/// <summary>
/// Brings the schema up to date: numbered files, each applied once, in order, in a transaction of its own. The caller
/// holds the lock of migrations.
/// </summary>
internal static class Migrator
{
    private static readonly string s_exists = Sql.Read("SchemaExists");
    private static readonly string s_createSchema = Sql.Read("CreateSchema");
    private static readonly string s_createTable = Sql.Read("CreateMigration");
    private static readonly string s_read = Sql.Read("ReadMigrations");
    private static readonly string s_record = Sql.Read("RecordMigration");
    private static readonly string s_understood = Sql.Read("ReadUnderstoodFrom");

    /// <exception cref="StoreRefusedException">
    /// The schema is newer than this version, or was changed by hand.
    /// </exception>
    public static async Task RunAsync(NpgsqlConnection connection, ILogger logger, CancellationToken cancellationToken)
    {
        await CreateSchemaAsync(connection, cancellationToken);
        var known = Sql.Migrations();
        int applied = await CheckAppliedAsync(connection, known, cancellationToken);
        foreach (var (number, name, text, checksum) in known.Skip(applied))
        {
            await ApplyAsync(connection, number, name, text, checksum);
            logger.Migrated(name);
        }
    }

    /// <summary>Makes sure that the schema is this version's, without changing anything.</summary>
    /// <exception cref="StoreRefusedException">There is none, or it is older or newer.</exception>
    public static async Task CheckAsync(
        NpgsqlConnection connection, string description, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand(s_exists, connection);
        if (await look.ExecuteScalarAsync(cancellationToken) is 0L) throw NotThere(description);
        var known = Sql.Migrations();
        if (await CheckAppliedAsync(connection, known, cancellationToken) < known.Count)
        {
            throw new StoreRefusedException(
                $"{description} has the schema of an older version of Viaduct. Start a server of this version: it "
                + "brings the store up to date.");
        }
    }

    /// <summary>Says that there is no store, and what to do.</summary>
    public static StoreRefusedException NotThere(string description) => new(
        $"There is no store at {description}. Correct the address, or make one with 'viaduct apply DIR' or "
        + "'viaduct run --config DIR'.");

    /// <summary>Checks that the steps taken are this version's, or later ones that it understands (rule 120).</summary>
    /// <returns>How many there are.</returns>
    private static async Task<int> CheckAppliedAsync(
        NpgsqlConnection connection, IReadOnlyList<(int Number, string Name, string Text, string Checksum)> known,
        CancellationToken cancellationToken)
    {
        var applied = await ReadAppliedAsync(connection, cancellationToken);
        foreach (var (number, name, checksum) in applied.Take(known.Count))
        {
            var expected = known[number - 1];
            if (expected.Name != name || expected.Checksum != checksum) throw Foreign(name, expected.Name);
        }
        if (applied.Count > known.Count) await CheckUnderstoodAsync(connection, applied, known, cancellationToken);
        return applied.Count;
    }

    private static StoreRefusedException Foreign(string name, string expected) => new(
        $"Migration {name} of the store is not the one of this version ({expected}): the store was made by another "
        + "build. Use that build, or a new database.");

    private static async Task CheckUnderstoodAsync(
        NpgsqlConnection connection, List<(int Number, string Name, string Checksum)> applied,
        IReadOnlyList<(int Number, string Name, string Text, string Checksum)> known,
        CancellationToken cancellationToken)
    {
        await using var read = Parameters.Batch(connection, Parameters.Command(
            s_understood, Parameters.Of(known.Count), Parameters.Of(applied[^1].Number)));
        if ((int)(await read.ExecuteScalarAsync(cancellationToken))! <= known.Count) return;
        throw new StoreRefusedException(
            $"The store's schema is newer ({applied[^1].Name}) than this version of Viaduct knows ({known[^1].Name}). "
            + "Start the version that all servers of the group run, or a later one.");
    }

    private static async Task CreateSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand(s_exists, connection);
        if (await look.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            await using var schema = new NpgsqlCommand(s_createSchema, connection);
            await schema.ExecuteNonQueryAsync(cancellationToken);
        }
        await using var table = new NpgsqlCommand(s_createTable, connection);
        await table.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<(int Number, string Name, string Checksum)>> ReadAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var read = new NpgsqlCommand(s_read, connection);
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(int, string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }
        return rows;
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection, int number, string name, string text, string checksum)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var apply = new NpgsqlCommand(text, connection))
        {
            await apply.ExecuteNonQueryAsync();
        }
        await using (var record = Parameters.Batch(connection, Parameters.Command(
            s_record, Parameters.Of(number), Parameters.Of(name), Parameters.Of(checksum))))
        {
            await record.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }
}
