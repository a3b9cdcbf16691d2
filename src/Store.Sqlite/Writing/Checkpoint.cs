using Microsoft.Extensions.Logging;
using SQLitePCL;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>
/// Copies the write-ahead log into the database between two commits, while this process holds the gate. Never beside a
/// writer: SQLite before 3.51.3 can corrupt a database if one connection writes while another copies (the "WAL-reset
/// bug"), and the log would never come to its end behind a busy writer.
/// </summary>
internal sealed class Checkpoint(
    Connection connection, StoreFiles files, SqliteStoreOptions options, ILogger logger) : IDisposable
{
    private static readonly TimeSpan s_forceInterval = TimeSpan.FromSeconds(1);

    private readonly LogCache _cache = new(files);
    private readonly long _frameBytes = long.Parse(connection.Query("PRAGMA page_size")!) + 24;
    private int _copiedAt;
    private long _forcedAt;
    private bool _isLarge;

    /// <summary>
    /// Copies if the log has grown enough. For the gate's holder. A failure is no failure of the commit before it: what
    /// it has to say, the next commit will say too.
    /// </summary>
    public void RunIfDue()
    {
        try
        {
            Run();
        }
        catch (SqliteException failure)
        {
            logger.CannotCheckpoint(files.Database, failure.Message, failure);
        }
    }

    /// <summary>
    /// Copies all, and cuts the log's file to nothing if no reader is in the way. For the gate's holder.
    /// </summary>
    public void Cut()
    {
        connection.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, out _);
        _copiedAt = 0;
    }

    public void Dispose() => _cache.Dispose();

    private void Run()
    {
        var frames = connection.WalFrames;
        if (frames < _copiedAt)
        {
            _copiedAt = 0; // it has started anew
            _cache.StartAnew();
        }
        if ((frames - _copiedAt) * _frameBytes < options.CheckpointBytes)
        {
            return;
        }
        _copiedAt = frames;
        if (frames * _frameBytes > options.WriteAheadLogBytesMax)
        {
            Force(frames * _frameBytes);
        }
        else
        {
            connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE, out _);
        }
    }

    // Readers in the way are waited for, but not for long: one of ours ends in milliseconds, a foreign one may not.
    private void Force(long bytes)
    {
        var clock = TimeProvider.System;
        if (_forcedAt != 0 && clock.GetElapsedTime(_forcedAt) < s_forceInterval)
        {
            return;
        }
        _forcedAt = clock.GetTimestamp();
        // Waiting again and again for one that reads for long would cost each time: first a look whether it has ended.
        if (_isLarge && !(connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE, out var left) && left == 0))
        {
            _cache.GiveBack(bytes);
            return;
        }
        var cut = new FileInfo(files.WriteAheadLog).Length > 2 * options.WriteAheadLogBytesMax;
        if (connection.Checkpoint(cut ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_RESTART, out _))
        {
            _copiedAt = 0;
            _forcedAt = 0;
            _cache.StartAnew();
            if (_isLarge)
            {
                _isLarge = false;
                logger.WriteAheadLogShrinks(files.Database, bytes);
            }
        }
        else if (!_isLarge)
        {
            _isLarge = true;
            logger.WriteAheadLogGrows(files.Database, bytes);
        }
    }
}
