namespace Viaduct.Adapters.File;

/// <summary>
/// Writes messages behind what files hold. Under the file's lock the place of each message is recorded, then the bytes
/// are written and flushed; a later attempt looks at that place.
/// </summary>
internal sealed class AppendStep(FileSendPort port, StageStep stage)
{
    /// <summary>Appends a batch, in its order for each file, and settles it.</summary>
    public async Task AppendAsync(IReadOnlyList<Outgoing> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0) return;
        foreach (var one in batch)
        {
            if (!one.Transmission.MayAct) one.Abandon();
            else if (one.IsRecorded) CheckFolder(one);
            else Address(one);
        }

        var files = batch.Where(one => !one.IsDone)
            .GroupBy(one => one.Record.FinalPath, StringComparer.Ordinal).ToList();
        foreach (var file in files)
            await AppendToFileAsync([.. file], cancellationToken).ConfigureAwait(false);
    }

    private void CheckFolder(Outgoing one)
    {
        if (!FolderIdentity.IsStill(port.Files, one.Record.Folder, one.Record.FolderId))
            one.Failed(SendFailures.FolderIsAnother(one.Record.Folder));
    }

    private void Address(Outgoing one)
    {
        if (stage.NameOf(one) is not { } name) return;
        var fault = FolderIdentity.Stat(port.Files, port.Folder, out var folder);
        if (!fault.IsNone) one.Failed(SendFailures.FolderMissing(port.Folder, fault.Text));
        else
            one.Record = new SendRecord
            {
                Kind = SendRecordKind.Append, Folder = port.Folder, FolderId = folder.Id, Final = name,
            };
    }

    private async Task AppendToFileAsync(IReadOnlyList<Outgoing> group, CancellationToken cancellationToken)
    {
        var first = group[0].Record;
        var (lockFile, fault) = await AppendLock.TakeAsync(port, first.Folder, first.Final, cancellationToken)
            .ConfigureAwait(false);
        using (lockFile)
        {
            if (lockFile is null)
                foreach (var one in group) one.Failed(SendFailures.NotWritten(first.FinalPath, fault));
            else
                await new AppendFile(port, lockFile, first).AppendAsync(group, cancellationToken)
                    .ConfigureAwait(false);
        }
    }
}
