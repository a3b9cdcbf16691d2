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

    private Database(
        StoreFiles files, WriteGate gate, Connection connection, SqliteStoreOptions options, ILogger logger)
    {
        Files = files;
        _gate = gate;
        _connection = connection;
        _transaction = new WriteTransaction(connection, options.TimeProvider);
        _checkpoint = new Checkpoint(connection, files, options, logger);
    }

    public StoreFiles Files { get; }

    /// <summary>Opens the database, makes it if it is not there, and brings its schema up to date.</summary>
    /// <exception cref="StoreRefusedException">It cannot be used as it is.</exception>
    public static Database Open(SqliteStoreOptions options, ILogger logger)
    {
        _ = SqliteLibrary.Loaded;
        var files = StorePlace.Check(options.Path);
        WriteGate? gate = null;
        Connection? connection = null;
        try
        {
            gate = new WriteGate(files);
            gate.Enter();
            try
            {
                connection = Connection.Open(files.Database, create: true, s_busyTimeout);
                Schema.Prepare(connection, files, options, logger);
            }
            finally
            {
                gate.Leave();
            }
            return new Database(files, gate, connection, options, logger);
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

    /// <summary>Makes the store that of a group, or checks that it is.</summary>
    /// <exception cref="StoreRefusedException">It is another group's.</exception>
    public void BelongTo(string group)
    {
        _gate.Enter();
        try
        {
            _transaction.Begin();
            var reading = _connection.Get(Sql.GroupRead);
            var owner = reading.Step() ? reading.Text(0) : null;
            if (owner is null)
            {
                _connection.Get(Sql.GroupWrite).Bind(1, group).Run();
            }
            else if (owner != group)
            {
                throw new StoreRefusedException(
                    $"{Files.Database} belongs to the group \"{owner}\", not to \"{group}\". Name that group in the "
                    + "configuration, or another file.");
            }
            _transaction.End();
        }
        finally
        {
            _connection.Rest();
            _gate.Leave();
        }
    }

    /// <summary>Runs a request as a transaction; false if it was given up meanwhile.</summary>
    public bool Write(WriteRequest request, out bool hinted)
    {
        hinted = false;
        _gate.Enter();
        try
        {
            if (!request.TryBegin())
            {
                return false;
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
            _gate.Leave();
        }
    }

    public void Dispose()
    {
        // The last one to leave copies the log into the database: nobody may write meanwhile.
        _gate.Enter();
        _connection.Dispose();
        _gate.Dispose();
    }
}
