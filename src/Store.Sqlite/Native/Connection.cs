using System.Runtime.InteropServices;
using SQLitePCL;

namespace Viaduct.Store.Sqlite.Native;

/// <summary>A connection with its prepared statements. For one thread at a time.</summary>
internal sealed unsafe class Connection : IDisposable
{
    private readonly sqlite3 _database;
    private Statement?[] _statements = new Statement?[64];
    private readonly List<Statement> _used = [];
    private int* _walFrames;

    private Connection(sqlite3 database) => _database = database;

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    public long LastInsertedRow => raw.sqlite3_last_insert_rowid(_database);

    public bool InTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>
    /// Frames in the log after the last commit of this connection; 0 before <see cref="CountWalFrames"/>.
    /// </summary>
    public int WalFrames => _walFrames == null ? 0 : *_walFrames;

    /// <summary>Opens a database file; creates it if wanted.</summary>
    public static Connection Open(string path, bool create, TimeSpan busyTimeout)
    {
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out var database, flags, null);
        var connection = new Connection(database);
        try
        {
            connection.Check(code);
            raw.sqlite3_extended_result_codes(database, 1);
            raw.sqlite3_busy_timeout(database, (int)busyTimeout.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>From now on <see cref="WalFrames"/> is kept, and nothing is checkpointed by itself.</summary>
    public void CountWalFrames()
    {
        _walFrames = (int*)NativeMemory.AllocZeroed(sizeof(int));
        NativeMethods.WalHook(_database.DangerousGetHandle(), &NativeMethods.KeepFrames, _walFrames);
    }

    /// <summary>Runs a script.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_database, sql, out _);
        if (code != SqliteCode.Ok)
        {
            throw Failure();
        }
    }

    /// <summary>The first column of the first row of a statement that is not worth keeping.</summary>
    public string? Query(string sql) => QueryAll(sql, column: 0).FirstOrDefault();

    /// <summary>A column of all rows of a statement that is not worth keeping.</summary>
    public List<string?> QueryAll(string sql, int column)
    {
        using var statement = Prepare(sql);
        var values = new List<string?>();
        while (statement.Step())
        {
            values.Add(statement.TextOrNull(column));
        }
        return values;
    }

    /// <summary>A statement, reset, with the bindings of its last use.</summary>
    public Statement Get(SqlText sql)
    {
        if (sql.Index >= _statements.Length)
        {
            Array.Resize(ref _statements, sql.Index * 2);
        }
        var statement = _statements[sql.Index] ??= Prepare(sql.Load());
        if (statement.InUse)
        {
            statement.Reset();
            return statement;
        }
        statement.InUse = true;
        _used.Add(statement);
        return statement;
    }

    /// <summary>Ends whatever is still open: statements that were left in the middle, then the transaction.</summary>
    public void Rest()
    {
        foreach (var statement in _used)
        {
            statement.Reset();
            statement.InUse = false;
        }
        _used.Clear();
        if (InTransaction)
        {
            // The error that led here, if any, is the one to report: a failing rollback has nothing to add.
            _ = raw.sqlite3_exec(_database, "ROLLBACK", out _);
        }
    }

    /// <summary>Opens a part of a blob for reading.</summary>
    public sqlite3_blob OpenBlob(string table, string column, long row)
    {
        Check(raw.sqlite3_blob_open(_database, "main", table, column, row, 0, out var blob));
        return blob;
    }

    public void Read(sqlite3_blob blob, Span<byte> into, int offset) =>
        Check(raw.sqlite3_blob_read(blob, into, offset));

    /// <summary>Copies the log into the database.</summary>
    /// <param name="mode">SQLITE_CHECKPOINT_x.</param>
    /// <param name="left">Frames that could not be copied because somebody still reads what they replace.</param>
    /// <returns>False if a reader was in the way.</returns>
    public bool Checkpoint(int mode, out int left)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(_database, "main", mode, out var frames, out var copied);
        left = frames - copied;
        if (code is SqliteCode.Ok)
        {
            if (_walFrames != null && left == 0)
            {
                *_walFrames = 0;
            }
            return true;
        }
        return (code & 0xFF) is SqliteCode.Busy or SqliteCode.Locked ? false : throw Failure();
    }

    /// <summary>Closing leaves the log as it is, even if this is the last connection.</summary>
    public void LeaveLog() =>
        Check(raw.sqlite3_db_config(_database, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _));

    public void Check(int code)
    {
        if (code != SqliteCode.Ok)
        {
            throw Failure();
        }
    }

    public SqliteException Failure() => new(
        raw.sqlite3_extended_errcode(_database),
        NativeMethods.SystemErrorNumber(_database.DangerousGetHandle()),
        raw.sqlite3_errmsg(_database).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement?.Dispose();
        }
        _database.Dispose();
        NativeMemory.Free(_walFrames);
        _walFrames = null;
    }

    private Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_database, sql, PreparePersistent, out var statement));
        return new Statement(this, statement);
    }

    private const uint PreparePersistent = 1;
}
