using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>The opened database of the writing thread: its connection, its gate, its write-ahead log.</summary>
internal sealed class Database : IDisposable
{
    // Nobody else writes while we hold the gate, so that any lock in the way is a foreign program's: ask, wait outside.
    private static readonly TimeSpan s_busyTimeout = TimeSpan.FromMilliseconds(25);

    private readonly Connection _connection;
    private readonly WriteGate _gate;
    private readonly Checkpoint _checkpoint;
    private readonly WriteTransaction _transaction;
    private readonly FilePresence _file;

    private Database(
        StoreFiles files, WriteGate gate, Connection connection, SqliteStoreOptions options, ILogger logger)
    {
        Files = files;
        _gate = gate;
        _connection = connection;
        _file = new FilePresence(files.Database);
        _transaction = new WriteTransaction(connection, options.TimeProvider);
        _checkpoint = new Checkpoint(connection, files, options, logger);
    }

    public StoreFiles Files { get; }

    /// <summary>Opens the database; if wanted, makes it if it is not there, and brings its schema up to date.</summary>
    /// <exception cref="StoreRefusedException">It cannot be used as it is.</exception>
    public static Database Open(SqliteStoreOptions options, bool make, ILogger logger)
    {
        _ = SqliteLibrary.Loaded;
        var files = StorePlace.Check(options.Path);
        if (!make && !File.Exists(files.Database)) throw NotThere(files);
        WriteGate? gate = null;
        Connection? connection = null;
        try
        {
            gate = new WriteGate(files);
            using (gate.Enter())
            {
                if (make) CreateIfMissing(files);
                connection = Connection.Open(files.Database, create: false, s_busyTimeout);
                Schema.Prepare(connection, files, options, make, logger);
                return new Database(files, gate, connection, options, logger);
            }
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            gate?.Dispose();
            if (Refusal.From(failure, files) is { } refusal)
            {
                throw refusal;
            }
            throw;
        }
    }

    /// <summary>The group that the store belongs to.</summary>
    /// <exception cref="StoreRefusedException">It belongs to none: no server has used it.</exception>
    public string Group()
    {
        try
        {
            using var turn = _gate.Enter();
            return ReadGroup() ?? throw NotThere(Files);
        }
        finally
        {
            _connection.Rest();
        }
    }

    /// <summary>Makes the store that of a group, or checks that it is.</summary>
    /// <exception cref="StoreRefusedException">It is another group's.</exception>
    public void BelongTo(string group)
    {
        try
        {
            using var turn = _gate.Enter();
            var owner = ReadGroup();
            if (owner is null)
            {
                _transaction.Begin();
                _connection.Get(Sql.ClaimStore).Bind(1, group).Run();
                _transaction.End();
            }
            else if (owner != group)
            {
                throw new StoreRefusedException(
                    $"{Files.Database} belongs to the group \"{owner}\", not to \"{group}\". Name that group in the "
                    + "configuration, or another file.");
            }
        }
        catch (SqliteException failure)
        {
            throw Refusal.From(failure, Files)!;
        }
        finally
        {
            _connection.Rest();
        }
    }

    /// <summary>Runs a request as a transaction; false if it was given up meanwhile.</summary>
    public bool Write(WriteRequest request, out bool hinted)
    {
        hinted = false;
        using var turn = _gate.Enter();
        try
        {
            if (!request.TryBegin())
            {
                return false;
            }
            if (!_file.IsThere)
            {
                throw new SqliteException(SqliteCode.CannotOpen, SystemError.NotFound, _file.Text);
            }
            _transaction.Begin();
            request.Execute(_transaction);
            _transaction.End();
            hinted = _transaction.IsHinted && !_transaction.IsUndone;
            _checkpoint.RunIfDue();
            return true;
        }
        finally
        {
            _connection.Rest();
        }
    }

    /// <summary>For tests: what a PRAGMA says.</summary>
    public string? Ask(string pragma) => _connection.Query(pragma);

    /// <summary>Gives the log's space back to the disk, as far as no reader is in the way.</summary>
    public void CutLog()
    {
        using var turn = _gate.Enter();
        _checkpoint.Cut();
    }

    public void Dispose()
    {
        // The last connection to close copies the log into the database: nobody may write meanwhile. A gate that does
        // not open (its holder hangs) is left alone, and the log for the next one.
        using (var turn = _gate.TryEnter())
        {
            if (turn is null)
            {
                _connection.LeaveLog();
            }
            _checkpoint.Dispose();
            _connection.Dispose();
        }
        _gate.Dispose();
    }

    private static void CreateIfMissing(StoreFiles files)
    {
        if (!File.Exists(files.Database))
        {
            // Before anybody has it open: closing any handle to it would drop this process's locks. What it will hold
            // is nobody else's business; SQLite gives the files beside it the same mode.
            LockFile.Open(files.Database).Dispose();
            LockFile.FlushFolder(files.Folder);
        }
    }

    private string? ReadGroup()
    {
        var reading = _connection.Get(Sql.ReadGroup);
        var group = reading.Step() ? reading.Text(0) : null;
        reading.Reset();
        return group;
    }

    private static StoreRefusedException NotThere(StoreFiles files) => new(
        $"There is no store at {files.Database}. Correct the path, or make one with 'viaduct apply DIR' or "
        + "'viaduct run --config DIR'.");
}
