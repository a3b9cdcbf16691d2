namespace Viaduct.Store.Sqlite.Native;

/// <summary>SQLite's result codes that are told apart here. Codes above 255 are extended ones.</summary>
internal static class SqliteCode
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int Locked = 6;
    public const int OutOfMemory = 7;
    public const int ReadOnly = 8;
    public const int InputOutput = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int Protocol = 15;
    public const int TooBig = 18;
    public const int Constraint = 19;
    public const int Mismatch = 20;
    public const int NotADatabase = 26;
    public const int Row = 100;
    public const int Done = 101;

    /// <summary>The shared memory beside the log could not grow: what a full disk looks like there.</summary>
    public const int SharedMemorySize = 4874;
}
