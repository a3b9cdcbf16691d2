using Npgsql;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>
/// Walks a table in stretches of blocks, one per round, over and over: rows that are due by age are found without an
/// index that every insert would have to keep.
/// </summary>
internal sealed class BlockWalk(string table, int blocksPerRound)
{
    private static readonly string s_blocks = Sql.Read("BlocksOf");
    private long _next;

    /// <summary>The blocks of the table when it was looked at last.</summary>
    public long Blocks { get; private set; }

    /// <summary>
    /// The next stretch, as the last two bounds for a row's place; and whether more of the table is left.
    /// </summary>
    public async Task<(NpgsqlParameter From, NpgsqlParameter To, bool More)> NextAsync(NpgsqlConnection connection)
    {
        await using var batch = Parameters.Batch(connection, Parameters.Command(s_blocks, Parameters.Of(table)));
        long blocks = Blocks = (long)(await batch.ExecuteScalarAsync())!;
        long from = _next < blocks ? _next : 0;
        long to = from + blocksPerRound;
        _next = to < blocks ? to : 0;
        return (Parameters.Of($"({from},0)"), Parameters.Of($"({to},0)"), _next != 0);
    }
}
