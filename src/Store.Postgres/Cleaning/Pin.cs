using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>A reader where it stands in a lane, and so may need something.</summary>
/// <param name="Reader">Its number; 0 is the tracker.</param>
/// <param name="Base">Whose references it reads.</param>
/// <param name="Lane">The lane.</param>
/// <param name="From">It needs nothing before this sequence.</param>
/// <param name="Port">For a detached port its number, which references must name; else 0.</param>
internal sealed record Pin(int Reader, int Base, int Lane, long From, int Port)
{
    public bool IsDetached => Port != 0;

    public ReaderLane ReaderLane => new(Reader, Lane);

    public static Pin Read(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt64(3), row.GetInt32(4));
}
