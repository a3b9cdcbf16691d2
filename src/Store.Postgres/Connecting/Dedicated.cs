using Npgsql;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>A connection outside the pool, and the server process behind it.</summary>
internal sealed record Dedicated(NpgsqlConnection Connection, Backend Backend) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
