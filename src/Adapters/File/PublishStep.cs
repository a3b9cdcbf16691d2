using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>
/// Renames recorded temporary files to their final names, in this attempt or in a later one. The record says what was
/// to be done; whether the temporary file is there says whether it was.
/// </summary>
internal sealed class PublishStep(FileSendPort port)
{
    /// <summary>Renames what is recorded, and settles it.</summary>
    public async Task PublishAsync(IReadOnlyList<Outgoing> recorded, CancellationToken cancellationToken)
    {
        var published = new List<Outgoing>(recorded.Count);
        foreach (var one in recorded)
        {
            if (one.IsDone) continue;
            if (!one.Transmission.MayAct) one.Abandon();
            else if (await PublishAsync(one, cancellationToken).ConfigureAwait(false)) published.Add(one);
        }

        foreach (var folder in published.GroupBy(one => one.Record.Folder, StringComparer.Ordinal))
            Settle(folder);
    }

    private async Task<bool> PublishAsync(Outgoing one, CancellationToken cancellationToken)
    {
        bool isLater = one.FileId == 0;
        if (isLater && !FolderIdentity.IsStill(port.Files, one.Record.Folder, one.Record.FolderId))
        {
            one.Failed(SendFailures.FolderIsAnother(one.Record.Folder));
            return false;
        }

        var fault = Rename(one.Record);
        switch (fault.Kind)
        {
            case FileFaultKind.None:
            case FileFaultKind.Missing when isLater || IsOurs(one):
                return true;
            case FileFaultKind.Missing:
                await TakeBackAsync(one, SendFailures.TemporaryGone(one.Record.TemporaryPath), cancellationToken)
                    .ConfigureAwait(false);
                return false;
            case FileFaultKind.Exists:
                await TakeBackAsync(one, SendFailures.NameTaken(one.Record.FinalPath), cancellationToken)
                    .ConfigureAwait(false);
                return false;
            default:
                one.Failed(SendFailures.NotWritten(one.Record.FinalPath, fault));
                return false;
        }
    }

    private FileFault Rename(SendRecord record)
    {
        if (record.Kind == SendRecordKind.Replace)
            return port.Files.Rename(record.TemporaryPath, record.FinalPath);
        var fault = port.Files.RenameToFree(record.TemporaryPath, record.FinalPath);
        return fault.Kind == FileFaultKind.Unsupported ? LinkAndUnlink(record) : fault;
    }

    // Where the file system has no such rename (NFS): a second name, which fails if it is taken, then the first one
    // goes. After a crash between the two, both names lead to one file.
    private FileFault LinkAndUnlink(SendRecord record)
    {
        var fault = port.Files.Link(record.TemporaryPath, record.FinalPath);
        if (fault.Kind == FileFaultKind.Unsupported) return RenameIfFree(record);
        if (fault.Kind == FileFaultKind.Exists && IsOneFile(record)) fault = FileFault.None;
        return fault.IsNone ? port.Files.Delete(record.TemporaryPath) : fault;
    }

    // Where there are no links either: two looks instead of one step. Names with %MessageID% cannot collide.
    private FileFault RenameIfFree(SendRecord record)
    {
        if (port.Files.Stat(record.FinalPath, out _).IsNone)
            return new FileFault(FileFaultKind.Exists, "the name is taken");
        return port.Files.Rename(record.TemporaryPath, record.FinalPath);
    }

    private bool IsOneFile(SendRecord record) =>
        port.Files.Stat(record.TemporaryPath, out var temporary).IsNone
        && port.Files.Stat(record.FinalPath, out var final).IsNone
        && temporary.Identity == final.Identity;

    // The file under the final name is the one that this attempt wrote: a later owner has renamed it already.
    private bool IsOurs(Outgoing one) =>
        port.Files.Stat(one.Record.FinalPath, out var stat).IsNone && stat.Identity == one.FileId;

    // The record must go before the temporary file does, or its absence would be taken for success.
    private async Task TakeBackAsync(
        Outgoing one, Core.Pipelines.Failure failure, CancellationToken cancellationToken)
    {
        var record = one.Record with { Kind = SendRecordKind.None };
        if (await one.Transmission.RecordAsync(record.ToString(), cancellationToken).ConfigureAwait(false))
        {
            port.RemoveTemporary(one);
            one.Failed(failure);
        }
        else one.Abandon();
    }

    private void Settle(IGrouping<string, Outgoing> published)
    {
        var fault = port.Files.FlushFolder(published.Key);
        foreach (var one in published)
        {
            if (fault.IsNone)
            {
                one.Sent();
                port.RemoveForerunners(one);
            }
            else one.Failed(SendFailures.NotWritten(one.Record.FinalPath, fault));
        }
    }
}
