using Npgsql;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>
/// Walks a table in stretches of blocks, one per round, over and over: rows that are due by age are found without an
/// index that every insert would have to keep.
/// </summary>
internal sealed class BlockWalk(string table, int blocksPerRound, TimeProvider time)
{
    private static readonly string s_blocks = Sql.Read("BlocksOf");
    private long _next;
    private long _end;
    private long _begun;

    /// <summary>The blocks of the table when it was looked at last.</summary>
    public long Blocks { get; private set; }

    /// <summary>
    /// The next stretch, as the last two bounds for a row's place; and whether more of the table is left.
    /// </summary>
    public async Task<(NpgsqlParameter From, NpgsqlParameter To, bool More)> NextAsync(NpgsqlConnection connection)
    {
        await using var batch = Parameters.Batch(connection, Parameters.Command(s_blocks, Parameters.Of(table)));
        Blocks = (long)(await batch.ExecuteScalarAsync())!;
        // It ends where the table ended when it began: it would never catch up with one that grows quickly.
        if (_next == 0) (_end, _begun) = (Blocks, time.GetTimestamp());
        long from = _next;
        long to = from + blocksPerRound;
        _next = to < Math.Min(_end, Blocks) ? to : 0;
        return (Parameters.Of($"({from},0)"), Parameters.Of($"({to},0)"), _next != 0);
    }

    /// <summary>True if the walk under way has not come as far as one that takes this long as a whole.</summary>
    public bool IsBehind(TimeSpan whole) => _next != 0 && time.GetElapsedTime(_begun) * _end > whole * _next;
}
