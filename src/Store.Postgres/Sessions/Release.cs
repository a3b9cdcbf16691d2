using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>
/// Frees all that a session owns, within the caller's transaction: the lanes first, so that no commit of it is under
/// way when the rest is looked at.
/// </summary>
internal sealed class Release(TimeProvider? clock)
{
    private static readonly string s_lockStore = Sql.Read("LockStore");
    private static readonly string s_lanes = Sql.Read("FreeLanes");
    private static readonly string s_readers = Sql.Read("FreeReaders");
    private static readonly string s_openItems = Sql.Read("FreeOpenItems");
    private static readonly string s_claims = Sql.Read("FreeClaims");
    private static readonly string s_leases = Sql.Read("FreeLeases");
    private static readonly string s_remove = Sql.Read("SessionRemove");

    public async Task FreeAsync(NpgsqlConnection connection, SessionId session, LeaseCause why)
    {
        bool death = why != LeaseCause.Stopped;
        await using var batch = Parameters.Batch(
            connection,
            Parameters.Command(s_lockStore),
            Parameters.Command(s_lanes, Parameters.Of(session.Value)),
            Parameters.Command(s_readers, Parameters.Of(session.Value), Parameters.Of(death)),
            Parameters.Command(
                s_openItems, Parameters.Of(session.Value), Parameters.Of(death), Parameters.Now(clock)),
            Parameters.Command(s_claims, Parameters.Of(session.Value), Parameters.Of(death)),
            Parameters.Command(
                s_leases, Parameters.Of(session.Value), Parameters.Of((int)why), Parameters.Now(clock)),
            Parameters.Command(s_remove, Parameters.Of(session.Value)));
        await batch.ExecuteNonQueryAsync();
    }
}
