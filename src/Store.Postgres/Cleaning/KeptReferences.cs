using Npgsql;
using Viaduct.Store.Postgres.Reading;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>
/// Removes what was kept for laggards and nobody needs any more (rule 62): at once what lies before all of a host's
/// readers; and by a walk over the table, a stretch in each round, what lies before the host and names no detached port
/// that has still to come to it.
/// </summary>
internal sealed class KeptReferences
{
    private const int RowsMax = 500;
    private static readonly string s_before = Sql.Read("CleanKeptReferences");
    private static readonly string s_standing = Sql.Read("Standing");
    private static readonly string s_entries = Sql.Read("KeptEntries");
    private static readonly string s_remove = Sql.Read("CleanKeptNamed");

    private Row _last = Row.None;

    /// <summary>One round.</summary>
    /// <returns>True if there is more to remove.</returns>
    public async Task<bool> CleanAsync(NpgsqlConnection connection)
    {
        await using var before = Parameters.Batch(connection, Parameters.Command(s_before, Parameters.Of(RowsMax)));
        int removed = await before.ExecuteNonQueryAsync();
        return await WalkAsync(connection) || removed >= RowsMax;
    }

    private async Task<bool> WalkAsync(NpgsqlConnection connection)
    {
        var rows = await Queries.RowsAsync(
            connection,
            Parameters.Command(
                s_entries, Parameters.Of(_last.Reader), Parameters.Of(_last.Lane), Parameters.Of(_last.Sequence),
                Parameters.Of(RowsMax)),
            Row.Read, CancellationToken.None);
        bool more = rows.Count == RowsMax;
        _last = more ? rows[^1] with { Entries = [] } : Row.None;
        if (rows.Count == 0) return false;

        // Positions only go forward, and a port is detached where its host stands: what nobody needs now nobody will.
        var standing = (await Queries.RowsAsync(
            connection, Parameters.Command(s_standing), Pin.Read, CancellationToken.None))
            .ToLookup(pin => (pin.Base, pin.Lane));
        var done = rows.FindAll(row => !standing[(row.Reader, row.Lane)].Any(row.IsNeededBy));
        if (done.Count == 0) return false;
        await using var remove = Parameters.Batch(connection, Parameters.Command(
            s_remove, Parameters.Of([.. done.Select(row => row.Reader)]),
            Parameters.Of([.. done.Select(row => row.Lane)]), Parameters.Of([.. done.Select(row => row.Sequence)])));
        await remove.ExecuteNonQueryAsync();
        return more;
    }

    private sealed record Row(int Reader, int Lane, long Sequence, byte[] Entries)
    {
        public static readonly Row None = new(0, 0, 0, []);

        public static Row Read(NpgsqlDataReader row) =>
            new(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3));

        public bool IsNeededBy(Pin pin) =>
            pin.From <= Sequence && (!pin.IsDetached || NamedReferences.Names(Entries, pin.Port));
    }
}
