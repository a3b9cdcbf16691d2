using Viaduct.Adapters.File.Native;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.File;

/// <summary>
/// The bytes of a large file. Each reading gives exactly those that were there when it was taken, or fails.
/// </summary>
internal sealed class ClaimedFileBody(INativeFiles files, string path, FileStat expected) : Body
{
    private const int BufferBytes = 128 << 10;

    /// <inheritdoc/>
    public override long? Length => expected.Length;

    /// <summary>Why a reading failed, or null.</summary>
    public IOException? Fault { get; private set; }

    /// <summary>True if a reading failed because the file is not what it was.</summary>
    public bool IsChanged { get; private set; }

    /// <inheritdoc/>
    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string shown = FileNameRules.Shown(Path.GetFileName(path));
        var fault = files.OpenRead(path, out var handle, out var stat);
        if (handle is null) throw Remember(fault.ToException($"file {shown} cannot be opened"), isChange: false);
        if (!stat.SameContentAs(expected))
        {
            handle.Dispose();
            throw Remember(
                new IOException($"file {shown} was changed while it was being taken in."), isChange: true);
        }

        var file = new FileStream(handle, FileAccess.Read, BufferBytes);
        return new ValueTask<Stream>(new ExactLengthStream(file, expected.Length, shown, Remember));
    }

    private IOException Remember(IOException fault, bool isChange)
    {
        Fault = fault;
        IsChanged |= isChange;
        return fault;
    }
}
