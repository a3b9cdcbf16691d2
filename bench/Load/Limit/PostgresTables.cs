using Npgsql;

namespace Viaduct.Load.Limit;

/// <summary>The tables of the bare log on PostgreSQL.</summary>
internal static class PostgresTables
{
    // Bodies stay out of line and are not compressed: they would be compressed before, where that pays.
    private const string Create = """
        DROP TABLE IF EXISTS segment, passed, progress;
        CREATE TABLE segment (seq bigint PRIMARY KEY, messages int NOT NULL, body bytea NOT NULL);
        ALTER TABLE segment ALTER body SET STORAGE EXTERNAL;
        ALTER TABLE segment SET (toast_tuple_target = 8160);
        CREATE TABLE passed (seq bigint PRIMARY KEY, segment bigint NOT NULL);
        CREATE TABLE progress (reader int PRIMARY KEY, position bigint NOT NULL, epoch bigint NOT NULL)
            WITH (fillfactor = 10, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);
        INSERT INTO progress VALUES (1, 0, 1), (2, 0, 1);
        """;

    // Plans stay what they are, whatever the statistics say meanwhile.
    private const string Options =
        "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off -c jit=off "
        + "-c plan_cache_mode=force_generic_plan";

    /// <summary>A data source whose sessions are set up for the log.</summary>
    public static NpgsqlDataSource Source(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Options = Options,
        });

    /// <summary>Makes the tables anew, empty.</summary>
    public static async Task CreateAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Create);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
