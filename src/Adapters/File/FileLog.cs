using Microsoft.Extensions.Logging;

namespace Viaduct.Adapters.File;

/// <summary>What the FILE adapter logs. The numbers are stable; names arrive escaped.</summary>
internal static partial class FileLog
{
    [LoggerMessage(4101, LogLevel.Warning,
        "Location {Location}: folder {Folder} cannot be listed ({Reason}). It is tried again every {Every}; create it, "
        + "mount it or grant access.")]
    public static partial void FolderMissing(
        this ILogger log, string location, string folder, string? reason, TimeSpan every);

    [LoggerMessage(4102, LogLevel.Information, "Location {Location}: folder {Folder} is there.")]
    public static partial void FolderFound(this ILogger log, string location, string folder);

    [LoggerMessage(4103, LogLevel.Warning, "Location {Location}: file {File} stays where it is: {Reason}")]
    public static partial void FileLeft(this ILogger log, string location, string file, string reason);

    [LoggerMessage(4104, LogLevel.Warning,
        "Location {Location}: folder {Folder} cannot be watched ({Reason}); files are found every {Every} only.")]
    public static partial void WatchUnavailable(
        this ILogger log, string location, string folder, string reason, TimeSpan every);

    [LoggerMessage(4105, LogLevel.Information,
        "Location {Location}: events of folder {Folder} were lost ({Reason}); the folder is listed anew.")]
    public static partial void WatchLost(this ILogger log, string location, string folder, string reason);

    [LoggerMessage(4106, LogLevel.Information,
        "Location {Location}: took over {Count} claims, {Received} of them received already.")]
    public static partial void TookOver(this ILogger log, string location, int count, int received);

    [LoggerMessage(4107, LogLevel.Warning,
        "Location {Location}: file {File} is worked alone, since {Deaths} processes ended with it in hand.")]
    public static partial void WorkedAlone(this ILogger log, string location, string file, int deaths);

    [LoggerMessage(4108, LogLevel.Error,
        "Location {Location}: file {File} was changed by its writer after it had been taken in with {Bytes} bytes. It "
        + "is kept as {Kept}: compare the two and send what is missing. Raise 'settle', or let the writer rename the "
        + "file into place when it is done.")]
    public static partial void KeptChanged(
        this ILogger log, string location, string file, long bytes, string kept);

    [LoggerMessage(4109, LogLevel.Error,
        "Location {Location}: file {File} cannot be read ({Reason}). It is suspended without a body and kept "
        + "as {Kept}.")]
    public static partial void KeptUnreadable(
        this ILogger log, string location, string file, string? reason, string kept);

    [LoggerMessage(4110, LogLevel.Warning,
        "Location {Location}: file {File} was left by a store that is no longer in use, or its claim was closed before "
        + "a power cut. If what it holds was not taken in, rename it without its ending; else delete it.")]
    public static partial void Leftover(this ILogger log, string location, string file);

    [LoggerMessage(4111, LogLevel.Warning,
        "Location {Location}: file {File} was taken in and cannot be deleted ({Reason}). It is tried again every "
        + "{Every} and not taken in again.")]
    public static partial void DeleteFailed(
        this ILogger log, string location, string file, string? reason, TimeSpan every);

    [LoggerMessage(4112, LogLevel.Error, "Location {Location}: a round failed; it is tried again in {Every}.")]
    public static partial void RoundFailed(
        this ILogger log, Exception exception, string location, TimeSpan every);

    [LoggerMessage(4113, LogLevel.Information,
        "Location {Location}: stopped with {Count} files in hand; the next receiver goes on with them.")]
    public static partial void StoppedInHand(this ILogger log, string location, int count);

    [LoggerMessage(4114, LogLevel.Warning,
        "Location {Location}: {Count} files in hand cannot be finished, so no more are taken; see the warnings "
        + "before.")]
    public static partial void HandFull(this ILogger log, string location, int count);

    [LoggerMessage(4115, LogLevel.Warning,
        "Location {Location}: the claim of {File} waits: {Reason}")]
    public static partial void ClaimWaits(this ILogger log, string location, string file, string reason);

    [LoggerMessage(4116, LogLevel.Error,
        "Location {Location}: claim {Claim} cannot be read, it may be of a newer version; it is left alone.")]
    public static partial void ClaimUnknown(this ILogger log, string location, Guid claim);

    [LoggerMessage(4117, LogLevel.Warning,
        "Location {Location}: file {File} has been open for writing, or locked, for more than {Time}; it is taken once "
        + "it is neither. If its writer hangs, end it.")]
    public static partial void LongInUse(this ILogger log, string location, string file, TimeSpan time);

    [LoggerMessage(4121, LogLevel.Warning,
        "Port {Port}: temporary file {File} could not be removed ({Reason}). It holds a copy of a message that is not "
        + "sent from it any more: delete it.")]
    public static partial void TemporaryLeft(this ILogger log, string port, string file, string? reason);
}
