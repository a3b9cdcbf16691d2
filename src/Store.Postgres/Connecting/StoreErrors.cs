using System.Net.Sockets;
using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>What an exception of a call says about the store.</summary>
internal static class StoreErrors
{
    private static readonly string[] s_awayClasses = ["08", "53", "57", "58", "F0", "XX"];

    /// <summary>The store is away, or full, or another is the primary now: a pause.</summary>
    public static bool IsUnavailable(Exception error) => error switch
    {
        PostgresException postgres => IsAway(postgres.SqlState) || !SqlStates.IsRolledBack(postgres),
        NpgsqlException or SocketException or IOException or TimeoutException or NotPrimaryException => true,
        // A connection that another failure has closed under this call.
        ObjectDisposedException or InvalidOperationException { Source: nameof(Npgsql) } => true,
        _ => false,
    };

    /// <summary>The connection broke: the same on a new one may succeed at once.</summary>
    public static bool IsBroken(Exception error) => error switch
    {
        PostgresException postgres => !SqlStates.IsRolledBack(postgres),
        _ => IsUnavailable(error),
    };

    /// <summary>Another transaction was in the way.</summary>
    public static bool IsCollision(Exception error) =>
        error is PostgresException { SqlState: var state } && SqlStates.IsCollision(state);

    public static StoreUnavailableException Unavailable(string what, Exception error) =>
        new($"{what} does not answer now: {error.Message}", error);

    private static bool IsAway(string state) =>
        Array.Exists(s_awayClasses, one => state.StartsWith(one, StringComparison.Ordinal))
        || state == SqlStates.ReadOnlyTransaction;
}
