using System.Runtime.InteropServices;

namespace Viaduct.Load.Limit;

/// <summary>A connection to the system's SQLite, as thin as it can be. Used by one thread.</summary>
internal sealed unsafe partial class SqliteConnection : IDisposable
{
    /// <summary>The system's library.</summary>
    public const string Library = "libsqlite3.so.0";

    private const int ReadWriteCreateNoMutex = 0x2 | 0x4 | 0x8000;
    private const int Row = 100;
    private const int Done = 101;
    private const int CacheWrite = 9;
    private readonly nint _handle;

    /// <summary>Opens or creates a file.</summary>
    public SqliteConnection(string path) => Check(Open(path, out _handle, ReadWriteCreateNoMutex, 0));

    /// <summary>How many pages this connection has written to the log.</summary>
    public long PagesWritten
    {
        get
        {
            Check(Status(_handle, CacheWrite, out var current, out _, 0));
            return current;
        }
    }

    /// <summary>Runs statements without parameters.</summary>
    public void Execute(string sql) => Check(Execute(_handle, sql, 0, 0, 0));

    /// <summary>Compiles a statement.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(Prepare(_handle, sql, -1, out var statement, 0));
        return new SqliteStatement(this, statement);
    }

    /// <summary>Throws unless a call has succeeded. True if there is a row.</summary>
    public bool Check(int code) => code switch
    {
        0 or Done => false,
        Row => true,
        _ => throw new InvalidOperationException($"SQLite {code}: {Marshal.PtrToStringUTF8(Message(_handle))}"),
    };

    /// <inheritdoc/>
    public void Dispose() => _ = Close(_handle);

    [LibraryImport(Library, EntryPoint = "sqlite3_open_v2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, out nint handle, int flags, nint vfs);

    [LibraryImport(Library, EntryPoint = "sqlite3_exec", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(nint handle, string sql, nint callback, nint argument, nint error);

    [LibraryImport(Library, EntryPoint = "sqlite3_prepare_v2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Prepare(nint handle, string sql, int length, out nint statement, nint tail);

    [LibraryImport(Library, EntryPoint = "sqlite3_db_status")]
    private static partial int Status(nint handle, int which, out int current, out int highest, int reset);

    [LibraryImport(Library, EntryPoint = "sqlite3_errmsg")]
    private static partial nint Message(nint handle);

    [LibraryImport(Library, EntryPoint = "sqlite3_close_v2")]
    private static partial int Close(nint handle);
}
