using Microsoft.Win32.SafeHandles;
using Viaduct.Adapters.File.Native;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.File;

/// <summary>One file that is appended to, while its lock is held.</summary>
internal sealed class AppendFile(FileSendPort port, SafeFileHandle lockFile, SendRecord address)
{
    private readonly string _path = address.FinalPath;
    private bool _isNew;
    private ulong _fileId;

    /// <summary>Finishes what earlier attempts began, appends the others, and settles all.</summary>
    public async Task AppendAsync(IReadOnlyList<Outgoing> group, CancellationToken cancellationToken)
    {
        _isNew = port.Files.Stat(_path, out var before).Kind == FileFaultKind.Missing;
        foreach (var one in group.Where(one => one.IsRecorded && (_isNew || one.Record.FileId != before.Identity)))
            await InDoubtAsync(one, cancellationToken).ConfigureAwait(false);
        if (group.All(one => one.IsDone)) return;

        var fault = port.Files.OpenWrite(_path, exclusive: false, out var file);
        using (file)
        {
            if (file is null)
            {
                Fail(group, SendFailures.NotWritten(_path, fault));
                return;
            }

            try
            {
                // Recorded next, and looked for after a power cut: the file must be there then.
                if (_isNew) ThrowIfFault(port.Files.FlushFolder(address.Folder));
                _fileId = port.Files.Stat(_path, out var stat).IsNone ? stat.Identity : 0;
                CutOffTornTail(file);
                await FinishAsync(file, group, cancellationToken).ConfigureAwait(false);
                await AppendNewAsync(file, [.. group.Where(one => !one.IsDone)], cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Fail(group, SendFailures.NotWritten(_path, FileFault.From(e)));
            }
        }
    }

    private void CutOffTornTail(SafeFileHandle file)
    {
        if (AppendIntent.Read(lockFile) is not { } intent) return;
        long length = RandomAccess.GetLength(file);
        bool isTorn = length > intent.Offset && length < intent.Offset + intent.Length;
        if (intent.FileId == _fileId && isTorn)
        {
            RandomAccess.SetLength(file, intent.Offset);
            ThrowIfFault(port.Files.Flush(file));
        }

        AppendIntent.Clear(lockFile);
    }

    // A process ended between the record and the completion; the file says how far it had come.
    private async Task FinishAsync(
        SafeFileHandle file, IReadOnlyList<Outgoing> group, CancellationToken cancellationToken)
    {
        var written = new List<Outgoing>();
        foreach (var one in group.Where(one => one.IsRecorded && !one.IsDone))
        {
            string? hash = await BytesHash.OfRangeAsync(
                file, one.Record.Offset, one.Record.Length, cancellationToken).ConfigureAwait(false);
            if (hash == one.Record.Hash) written.Add(one);
        }

        if (written.Count == 0) return;
        ThrowIfFault(port.Files.Flush(file));
        foreach (var one in written) one.Sent();
    }

    private async Task AppendNewAsync(
        SafeFileHandle file, List<Outgoing> group, CancellationToken cancellationToken)
    {
        group = await MeasuredAsync(group, cancellationToken).ConfigureAwait(false);
        long start = RandomAccess.GetLength(file);
        while (group.Count > 0)
        {
            long end = start;
            foreach (var one in group)
            {
                one.Record = one.Record with { FileId = _fileId, Offset = end };
                end += one.Record.Length;
            }

            var recording = group.ConvertAll(one =>
                one.Transmission.RecordAsync(one.Record.ToString(), cancellationToken).AsTask());
            bool[] recorded = await Task.WhenAll(recording).ConfigureAwait(false);
            var mayAct = group.Where((one, i) => recorded[i] && one.Transmission.MayAct).ToList();
            foreach (var one in group.Except(mayAct)) one.Abandon();
            // Without one of them the others stand elsewhere: recorded anew.
            bool isComplete = mayAct.Count == group.Count;
            group = mayAct;
            if (!isComplete) continue;
            await WriteAsync(file, group, new AppendIntent(_fileId, start, end - start), cancellationToken)
                .ConfigureAwait(false);
            return;
        }
    }

    private async Task WriteAsync(
        SafeFileHandle file, List<Outgoing> group, AppendIntent intent, CancellationToken cancellationToken)
    {
        intent.Write(lockFile);
        ThrowIfFault(port.Files.Flush(lockFile));
        Failure? failure = null;
        bool isWhole = false;
        try
        {
            foreach (var one in group)
            {
                failure ??= await BodyWriter.WriteAsync(
                    one.Transmission.Message.Body.Body, file, one.Record.Offset, _path, cancellationToken)
                    .ConfigureAwait(false);
                if (failure is null && RandomAccess.GetLength(file) != one.Record.Offset + one.Record.Length)
                    failure = SendFailures.BodyUnreadable("it did not give the bytes that it gave before");
            }

            if (failure is null) ThrowIfFault(port.Files.Flush(file));
            isWhole = failure is null;
        }
        finally
        {
            if (!isWhole) RandomAccess.SetLength(file, intent.Offset);
        }

        AppendIntent.Clear(lockFile);
        foreach (var one in group)
        {
            if (failure is null) one.Sent();
            else one.Failed(failure);
        }
    }

    private static async Task<List<Outgoing>> MeasuredAsync(
        List<Outgoing> group, CancellationToken cancellationToken)
    {
        foreach (var one in group)
        {
            try
            {
                var (length, hash) = await BytesHash.OfBodyAsync(
                    one.Transmission.Message.Body.Body, cancellationToken).ConfigureAwait(false);
                one.Record = one.Record with { Length = length, Hash = hash };
            }
            catch (IOException e)
            {
                one.Failed(SendFailures.BodyUnreadable(e.Message));
            }
        }

        return group.FindAll(one => !one.IsDone);
    }

    // The record is taken back first, so that a person who resumes the message has it appended again.
    private async Task InDoubtAsync(Outgoing one, CancellationToken cancellationToken)
    {
        var none = new SendRecord { Kind = SendRecordKind.None };
        if (await one.Transmission.RecordAsync(none.ToString(), cancellationToken).ConfigureAwait(false))
            one.Failed(SendFailures.AppendInDoubt(_path), transient: false);
        else one.Abandon();
    }

    private static void Fail(IReadOnlyList<Outgoing> group, Failure failure)
    {
        foreach (var one in group) one.Failed(failure);
    }

    private static void ThrowIfFault(FileFault fault)
    {
        if (!fault.IsNone) throw fault.ToException("the file could not be flushed to disk");
    }
}
