using Npgsql;

namespace Viaduct.Store.Postgres;

/// <summary>
/// The SQLSTATEs that mean something here: PostgreSQL's, and our own (VD...), which the fences raise.
/// </summary>
internal static class SqlStates
{
    /// <summary>The lane is not the session's.</summary>
    public const string LaneLost = "VD001";

    /// <summary>The route version is another; the detail is the active one.</summary>
    public const string RoutesChanged = "VD002";

    /// <summary>The lane writes another generation; the detail is which.</summary>
    public const string GenerationMoved = "VD003";

    /// <summary>The sequence is not the next one in the lane.</summary>
    public const string NotNextSequence = "VD004";

    /// <summary>Readers in lanes are not the session's; the detail lists "reader lane" pairs.</summary>
    public const string ReadersLost = "VD011";

    /// <summary>Open items are not the session's; the detail lists them.</summary>
    public const string OpenItemsLost = "VD012";

    /// <summary>Receipts are there already; the detail lists their keys.</summary>
    public const string ReceiptsTaken = "VD013";

    /// <summary>A body to be published is not there, or is published already.</summary>
    public const string BodyMissing = "VD014";

    /// <summary>Leases are not the session's; the detail is a JSON array of their names.</summary>
    public const string LeasesLost = "VD015";

    /// <summary>The session has been taken over or has ended.</summary>
    public const string SessionGone = "VD021";

    public const string UniqueViolation = "23505";
    public const string SerializationFailure = "40001";
    public const string DeadlockDetected = "40P01";
    public const string DiskFull = "53100";
    public const string LockNotAvailable = "55P03";
    public const string ReadOnlyTransaction = "25006";
    public const string InvalidCatalogName = "3D000";
    public const string InsufficientPrivilege = "42501";
    public const string ProtocolViolation = "08P01";

    private const string DataException = "22";
    private const string IntegrityViolation = "23";
    private const string CardinalityViolation = "21";
    private const string ProgramLimitExceeded = "54";
    private const string InvalidAuthorization = "28";
    private const string QueryCanceled = "57014";

    /// <summary>
    /// An error of the statement, which has rolled the transaction back; not one that ends the session.
    /// </summary>
    public static bool IsRolledBack(PostgresException error) => error.InvariantSeverity == "ERROR";

    /// <summary>The data cannot be stored: sending them again would not help.</summary>
    public static bool IsRefusal(string state) =>
        HasClass(state, DataException) || HasClass(state, IntegrityViolation) || HasClass(state, CardinalityViolation)
        || HasClass(state, ProgramLimitExceeded) || state is BodyMissing or NotNextSequence;

    /// <summary>Another transaction was in the way: the same again may succeed at once.</summary>
    public static bool IsCollision(string state) =>
        state is SerializationFailure or DeadlockDetected or LockNotAvailable or QueryCanceled;

    /// <summary>Who connects is not let in, or finds no database: for people to repair.</summary>
    public static bool IsNotLetIn(string state) =>
        HasClass(state, InvalidAuthorization) || state is InvalidCatalogName;

    private static bool HasClass(string state, string sqlClass) => state.StartsWith(sqlClass, StringComparison.Ordinal);
}
