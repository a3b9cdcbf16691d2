namespace Viaduct.Store.Sqlite.Native;

/// <summary>SQLite refused something. Never leaves this assembly: the store says what it means.</summary>
internal sealed class SqliteException : Exception
{
    public SqliteException(int extendedCode, int systemError, string message)
        : base(message)
    {
        ExtendedCode = extendedCode;
        SystemErrorNumber = systemError;
    }

    /// <summary>The whole code; see <see cref="SqliteCode"/>.</summary>
    public int ExtendedCode { get; }

    /// <summary>The operating system's error number, or 0.</summary>
    public int SystemErrorNumber { get; }

    /// <summary>The code without its extension.</summary>
    public int Code => ExtendedCode & 0xFF;

    public bool MeansNoRoom =>
        Code == SqliteCode.Full
        || ExtendedCode == SqliteCode.SharedMemorySize
        || (Code == SqliteCode.InputOutput && SystemError.MeansNoRoom(SystemErrorNumber));

    public bool MeansCorrupt => Code is SqliteCode.Corrupt or SqliteCode.NotADatabase;

    /// <summary>What was to be written breaks a rule of the tables: trying again cannot help.</summary>
    public bool MeansBadContent => Code is SqliteCode.Constraint or SqliteCode.TooBig or SqliteCode.Mismatch;

    /// <summary>Somebody else holds a lock of the database.</summary>
    public bool MeansLocked => Code is SqliteCode.Busy or SqliteCode.Locked or SqliteCode.Protocol;
}
