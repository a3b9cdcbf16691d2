namespace Viaduct.Store.Postgres.Sessions;

/// <summary>The classes of our advisory locks; the second number of a key is the session, or 0.</summary>
internal static class LockKeys
{
    /// <summary>The lock of a session: held as long as its process lives.</summary>
    public const int Session = 0x56494101;

    /// <summary>Migrations, one process at a time.</summary>
    public const int Migration = 0x56494102;

    /// <summary>Clean-up, one process at a time.</summary>
    public const int Maintenance = 0x56494103;

    /// <summary>A session's number as the second half of its key; numbers end where it does.</summary>
    public static int Of(long session) => checked((int)session);
}
