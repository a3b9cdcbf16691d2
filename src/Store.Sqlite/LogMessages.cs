using Microsoft.Extensions.Logging;

namespace Viaduct.Store.Sqlite;

/// <summary>What the SQLite store logs: ids 4200 to 4299.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(4200, LogLevel.Information, "SQLite {Version} ({Library}) on {Database}, schema {Schema}")]
    public static partial void Opened(
        this ILogger logger, string version, string library, string database, int schema);

    [LoggerMessage(4201, LogLevel.Information, "Migration {Migration} done")]
    public static partial void Migrated(this ILogger logger, string migration);

    [LoggerMessage(
        4202, LogLevel.Warning,
        "{Database} is locked by a program that is not Viaduct's (a shell, a backup?): waiting until it lets go")]
    public static partial void LockedByOthers(this ILogger logger, string database);

    [LoggerMessage(
        4203, LogLevel.Error, "Cannot write to {Database} (SQLite {Code}: {Text}): trying again until it works")]
    public static partial void CannotWrite(
        this ILogger logger, string database, int code, string text, Exception failure);

    [LoggerMessage(4204, LogLevel.Error, "No room to write to {Database} ({Text}): free space on its disk")]
    public static partial void NoRoom(this ILogger logger, string database, string text);

    [LoggerMessage(
        4205, LogLevel.Warning,
        "The write-ahead log of {Database} has {Bytes} bytes, because somebody has been reading for long")]
    public static partial void WriteAheadLogGrows(this ILogger logger, string database, long bytes);

    [LoggerMessage(
        4210, LogLevel.Warning,
        "Ended the process {Process} of server {Server}: it hangs, and held the way to {Database}, so that nobody "
        + "could write. Its work is taken over")]
    public static partial void EndedHung(this ILogger logger, int process, string server, string database);

    [LoggerMessage(4206, LogLevel.Information, "The write-ahead log of {Database} starts anew after {Bytes} bytes")]
    public static partial void WriteAheadLogShrinks(this ILogger logger, string database, long bytes);

    [LoggerMessage(4207, LogLevel.Warning, "The write-ahead log of {Database} cannot be copied now ({Text})")]
    public static partial void CannotCheckpoint(this ILogger logger, string database, string text, Exception failure);

    [LoggerMessage(
        4208, LogLevel.Critical,
        "{Database} is damaged ({Text}): stop Viaduct, keep a copy of the file and those beside it, restore a backup")]
    public static partial void Damaged(this ILogger logger, string database, string text, Exception failure);

    [LoggerMessage(
        4209, LogLevel.Warning,
        "A write to {Database} has been waiting for its turn for {Seconds} s: another process of the group holds the "
        + "gate. If it hangs, end it: what it has not committed is undone, and its work is taken over")]
    public static partial void StuckAtGate(this ILogger logger, string database, double seconds);
}
