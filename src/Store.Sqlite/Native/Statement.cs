using System.Text;
using SQLitePCL;
using Viaduct.Core.Adapters;

namespace Viaduct.Store.Sqlite.Native;

/// <summary>A prepared statement. Parameters count from 1, columns from 0.</summary>
internal sealed unsafe class Statement : IDisposable
{
    // What SQLite calls when it is done with bound bytes: nothing, or "take a copy now".
    private const nint Leave = 0;
    private const nint Copy = -1;

    private readonly Connection _connection;
    private readonly sqlite3_stmt _statement;

    public Statement(Connection connection, sqlite3_stmt statement)
    {
        _connection = connection;
        _statement = statement;
    }

    /// <summary>Taken since the connection was last at rest; for the connection only.</summary>
    public bool InUse { get; set; }

    public Statement Bind(int index, long value)
    {
        _connection.Check(raw.sqlite3_bind_int64(_statement, index, value));
        return this;
    }

    public Statement Bind(int index, long? value) =>
        value is { } there ? Bind(index, there) : BindNull(index);

    public Statement Bind(int index, string? value)
    {
        if (value is null)
        {
            return BindNull(index);
        }
        return BindText(index, value);
    }

    public Statement Bind(int index, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(index, bytes);
    }

    public Statement Bind(int index, ReceiptKey key) => Bind(index, key.ToBytes());

    /// <summary>Binds a copy of the bytes.</summary>
    public Statement Bind(int index, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return BindBlob(index, start, bytes.Length, Copy);
        }
    }

    /// <summary>Binds the bytes themselves: they stay pinned until <see cref="Run"/> has returned.</summary>
    public Statement BindPinned(int index, byte* bytes, int length) => BindBlob(index, bytes, length, Leave);

    public Statement BindNull(int index)
    {
        _connection.Check(raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    /// <summary>Goes to the next row; false if there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == SqliteCode.Row)
        {
            return true;
        }
        if (code != SqliteCode.Done)
        {
            throw _connection.Failure();
        }
        Reset();
        return false;
    }

    /// <summary>Runs it to its end and gives the number of rows that it changed.</summary>
    public int Run()
    {
        while (Step())
        {
        }
        return _connection.Changes;
    }

    /// <summary>The first column of the only row, or null if there is no row or it is null.</summary>
    public long? Scalar()
    {
        long? value = Step() && !IsNull(0) ? Int64(0) : null;
        Reset();
        return value;
    }

    public void Reset() => raw.sqlite3_reset(_statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Int32(int column) => checked((int)Int64(column));

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    // As bytes: SQLite's own text ends at the first zero byte, a hostile one may hold one.
    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes as they lie in SQLite's memory: good until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public byte[] Bytes(int column) => Blob(column).ToArray();

    public Guid Guid(int column) => new(Blob(column), bigEndian: true);

    public ReceiptKey Key(int column) => ReceiptKey.FromBytes(Blob(column));

    public void Dispose() => _statement.Dispose();

    private Statement BindText(int index, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* start = bytes)
        {
            _connection.Check(NativeMethods.BindText(
                _statement.DangerousGetHandle(), index, bytes.Length == 0 ? (byte*)1 : start, bytes.Length, Copy));
        }
        return this;
    }

    private Statement BindBlob(int index, byte* bytes, int length, nint destructor)
    {
        // A null pointer would bind NULL; any other binds an empty blob.
        var start = length == 0 ? (byte*)1 : bytes;
        _connection.Check(NativeMethods.BindBlob(_statement.DangerousGetHandle(), index, start, length, destructor));
        return this;
    }
}
