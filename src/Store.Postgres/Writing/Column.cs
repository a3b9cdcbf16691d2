using Npgsql;
using NpgsqlTypes;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>
/// One column of rows as an array parameter, whose array is used again as long as the rows are as many.
/// </summary>
internal sealed class Column<T>(NpgsqlDbType type)
{
    /// <summary>The parameter.</summary>
    public NpgsqlParameter<T[]> Parameter { get; } = new()
    {
        NpgsqlDbType = NpgsqlDbType.Array | type,
        TypedValue = [],
    };

    /// <summary>The values of this commit; all must be set.</summary>
    public T[] Of(int rows)
    {
        var values = Parameter.TypedValue!;
        return values.Length == rows ? values : Parameter.TypedValue = new T[rows];
    }
}
