using Viaduct.Adapters.File.Native;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.File;

/// <summary>
/// Writes each message to a file, once: a durable temporary file, a record of its final name, a rename. What an
/// earlier attempt recorded is finished first; it is never written a second time.
/// </summary>
internal sealed class FileSender : ISender
{
    private readonly FileSendPort _port;
    private readonly StageStep _stage;
    private readonly PublishStep _publish;
    private readonly AppendStep _append;

    public FileSender(FileSendPort port)
    {
        _port = port;
        _stage = new StageStep(port);
        _publish = new PublishStep(port);
        _append = new AppendStep(port, _stage);
    }

    /// <summary>The sender of a port on this system.</summary>
    public static FileSender Create(FileSendOptions options, SenderContext context) =>
        new(new FileSendPort(context, options, NativeFiles.ForThisSystem()));

    /// <inheritdoc/>
    public SenderCapacity Capacity { get; } = new(BatchMessages: 100, ParallelBatches: 1);

    /// <inheritdoc/>
    public string? Look()
    {
        var fault = FolderIdentity.Stat(_port.Files, _port.Folder, out _);
        return fault.IsNone ? null : SendFailures.FolderMissing(_port.Folder, fault.Text).Text;
    }

    /// <inheritdoc/>
    public async ValueTask TransmitAsync(
        IReadOnlyList<Transmission> batch, CancellationToken cancellationToken)
    {
        var all = batch.Select(Begin).Where(one => !one.IsDone).ToList();
        var fresh = all.Where(one => one.Record.Kind == SendRecordKind.None).ToList();
        var appended = all.Where(one => one.Record.Kind == SendRecordKind.Append).ToList();
        var moved = all.Except(fresh).Except(appended).ToList();
        if (_port.Options.CopyMode == FileCopyMode.Append) appended.AddRange(fresh);
        else
        {
            await _stage.StageAsync(fresh, cancellationToken).ConfigureAwait(false);
            await RecordAsync(fresh, cancellationToken).ConfigureAwait(false);
            moved.AddRange(fresh);
        }

        await _publish.PublishAsync(moved, cancellationToken).ConfigureAwait(false);
        await _append.AppendAsync(appended, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Outgoing Begin(Transmission transmission)
    {
        var one = new Outgoing(transmission);
        if (transmission.Recorded is not { Length: > 0 } text) return one;
        if (SendRecord.Parse(text) is { } record)
        {
            one.Record = record;
            one.IsRecorded = record.Kind != SendRecordKind.None;
            one.HasForerunners = true;
        }
        else one.Failed(SendFailures.RecordUnknown(), transient: false);
        return one;
    }

    // All at once, so that they share one commit. If one of them throws, its outcome is not known: the temporary
    // files stay, since their absence would mean that they were sent.
    private static async Task RecordAsync(IReadOnlyList<Outgoing> staged, CancellationToken cancellationToken)
    {
        var open = staged.Where(one => !one.IsDone).ToList();
        var recording = open.ConvertAll(one =>
            one.Transmission.RecordAsync(one.Record.ToString(), cancellationToken).AsTask());
        bool[] recorded = await Task.WhenAll(recording).ConfigureAwait(false);
        for (int i = 0; i < open.Count; i++)
        {
            open[i].IsRecorded = recorded[i];
            if (!recorded[i]) open[i].Abandon();
        }
    }
}
