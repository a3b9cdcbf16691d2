using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Threads;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>
/// The one thread and connection of this process that writes. Each request is a transaction of its own, in the order in
/// which they came, between the two locks at which the processes queue.
/// </summary>
internal sealed class Writer : IDisposable
{
    private static readonly TimeSpan s_retryInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_logInterval = TimeSpan.FromSeconds(10);

    private readonly SqliteStoreOptions _options;
    private readonly ILogger _logger;
    private readonly WorkThreads _thread = new("writer", 1);
    private readonly Availability _availability;
    private Database? _database;
    private bool _hasMadeRoom;
    private long _loggedAt;

    public Writer(SqliteStoreOptions options, Availability availability, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _availability = availability;
    }

    /// <summary>Called on the writing thread after a transaction that changed what others look for.</summary>
    public Action? Hinted { get; set; }

    /// <summary>Opens the database on the writing thread, or checks that it is the right one if it is open.</summary>
    /// <param name="check">What must be right with it; also for the writing thread.</param>
    /// <param name="make">True to make a database that is not there, and to bring an older one up to date.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<StoreFiles> OpenAsync(Action<Database> check, bool make, CancellationToken cancellationToken)
    {
        var work = new CallWork<StoreFiles>(_ =>
        {
            _database ??= Database.Open(_options, make, _logger);
            check(_database);
            return _database.Files;
        });
        _thread.Post(work);
        return work.Task.WaitAsync(cancellationToken);
    }

    /// <summary>For tests: what a PRAGMA says.</summary>
    public Task<string?> AskAsync(string pragma)
    {
        var work = new CallWork<string?>(_ => _database!.Ask(pragma));
        _thread.Post(work);
        return work.Task;
    }

    /// <summary>Runs a write. It can be cancelled until it has begun.</summary>
    public Task<T> RunAsync<T>(Func<WriteTransaction, T> write, CancellationToken cancellationToken) =>
        RunAsync(write, withoutRoom: null, cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(Func{WriteTransaction, T}, CancellationToken)"/>
    /// <param name="write">The work.</param>
    /// <param name="withoutRoom">The result if there is no room; null: an exception.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<T> RunAsync<T>(
        Func<WriteTransaction, T> write, Func<string, T>? withoutRoom, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }
        var request = new WriteRequest<T>(this, write, withoutRoom, cancellationToken);
        _thread.Post(request);
        return request.Task;
    }

    /// <summary>Works off a request; for the writing thread.</summary>
    public void Process(WriteRequest request)
    {
        if (_database is null)
        {
            request.Fail(new InvalidOperationException("The store has not been prepared: call PrepareAsync first."));
            return;
        }
        _availability.WriteBegins();
        try
        {
            while (!Try(request, _database) && Pause(request))
            {
            }
        }
        finally
        {
            _availability.WriteEnds();
        }
    }

    public void Dispose()
    {
        if (_thread.End())
        {
            _database?.Dispose();
        }
    }

    // False: the store does not let us write now, but may later.
    private bool Try(WriteRequest request, Database database)
    {
        try
        {
            if (!database.Write(request, out var hinted))
            {
                return true;
            }
            _availability.Wrote(works: true);
            _hasMadeRoom = false;
            request.Complete();
            if (hinted)
            {
                Hinted?.Invoke();
            }
            return true;
        }
        catch (SqliteException failure) when (failure.MeansNoRoom)
        {
            if (MakeRoom(database))
            {
                return false;
            }
            _logger.NoRoom(database.Files.Database, failure.Message);
            request.FailWithoutRoom(
                $"There is no room to write to {database.Files.Database} ({failure.Message}). Free space on its disk; "
                + "work goes on by itself then.");
            return true;
        }
        catch (SqliteException failure) when (failure.MeansBadContent)
        {
            request.Fail(new InvalidOperationException(
                $"The store refused what was to be written: {failure.Message}."));
            return true;
        }
        catch (SqliteException failure)
        {
            Report(database, failure);
            return false;
        }
        catch (IOException failure)
        {
            request.Fail(new StoreUnavailableException(failure.Message, failure));
            return true;
        }
        // The root of a request: whatever is wrong with it is its caller's to know, and the thread goes on.
        catch (Exception failure)
        {
            request.Fail(failure);
            return true;
        }
    }

    // The log's file keeps its size when it starts anew: what it does not need may be just what is missing. Once per
    // full disk, not per request.
    private bool MakeRoom(Database database)
    {
        if (_hasMadeRoom)
        {
            return false;
        }
        _hasMadeRoom = true;
        try
        {
            database.CutLog();
            return true;
        }
        catch (SqliteException)
        {
            return false; // there is no room for copying the log either
        }
    }

    private void Report(Database database, SqliteException failure)
    {
        _availability.Wrote(works: false);
        var clock = TimeProvider.System;
        if (_loggedAt != 0 && clock.GetElapsedTime(_loggedAt) < s_logInterval)
        {
            return;
        }
        _loggedAt = clock.GetTimestamp();
        if (failure.MeansLocked)
        {
            _logger.LockedByOthers(database.Files.Database);
        }
        else if (failure.MeansCorrupt)
        {
            _logger.Damaged(database.Files.Database, failure.Message, failure);
        }
        else
        {
            _logger.CannotWrite(database.Files.Database, failure.ExtendedCode, failure.Message, failure);
        }
    }

    private bool Pause(WriteRequest request)
    {
        request.WaitAgain();
        if (_thread.Pause(s_retryInterval))
        {
            return true;
        }
        request.Fail(new ObjectDisposedException(nameof(SqliteStore), "The store is closed."));
        return false;
    }}
