using System.Runtime.InteropServices;

namespace Viaduct.Load.Limit;

/// <summary>A compiled statement.</summary>
internal sealed unsafe partial class SqliteStatement(SqliteConnection connection, nint statement)
{
    /// <summary>Runs it with numbers.</summary>
    public void Run(params ReadOnlySpan<long> numbers)
    {
        Bind(numbers);
        connection.Check(Step(statement));
        _ = Reset(statement);
    }

    /// <summary>Runs it with two numbers and bytes.</summary>
    public void Run(long first, long second, ReadOnlySpan<byte> bytes)
    {
        Bind([first, second]);
        fixed (byte* start = bytes)
        {
            connection.Check(BindBlob(statement, 3, start, bytes.Length, 0));
            connection.Check(Step(statement));
        }
        _ = Reset(statement);
    }

    /// <summary>Shows the first row to a visitor: two numbers, and bytes in place. False if there is none.</summary>
    public bool ReadFirst(long number, RowVisitor visitor)
    {
        Bind([number]);
        var found = connection.Check(Step(statement));
        if (found)
        {
            var bytes = new ReadOnlySpan<byte>(ColumnBlob(statement, 2), ColumnBytes(statement, 2));
            visitor(ColumnNumber(statement, 0), ColumnNumber(statement, 1), bytes);
        }
        _ = Reset(statement);
        return found;
    }

    private void Bind(ReadOnlySpan<long> numbers)
    {
        for (var index = 0; index < numbers.Length; index++)
        {
            connection.Check(BindNumber(statement, index + 1, numbers[index]));
        }
    }

    [LibraryImport(SqliteConnection.Library, EntryPoint = "sqlite3_step")]
    private static partial int Step(nint statement);

    [LibraryImport(SqliteConnection.Library, EntryPoint = "sqlite3_reset")]
    private static partial int Reset(nint statement);

    [LibraryImport(SqliteConnection.Library, EntryPoint = "sqlite3_bind_int64")]
    private static partial int BindNumber(nint statement, int index, long value);

    [LibraryImport(SqliteConnection.Library, EntryPoint = "sqlite3_bind_blob")]
    private static partial int BindBlob(nint statement, int index, byte* start, int length, nint destructor);

    [LibraryImport(SqliteConnection.Library, EntryPoint = "sqlite3_column_int64")]
    private static partial long ColumnNumber(nint statement, int index);

    [LibraryImport(SqliteConnection.Library, EntryPoint = "sqlite3_column_blob")]
    private static partial byte* ColumnBlob(nint statement, int index);

    [LibraryImport(SqliteConnection.Library, EntryPoint = "sqlite3_column_bytes")]
    private static partial int ColumnBytes(nint statement, int index);

    /// <summary>Sees a row; the bytes are gone when it returns.</summary>
    internal delegate void RowVisitor(long first, long second, ReadOnlySpan<byte> bytes);
}
