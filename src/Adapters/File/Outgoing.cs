using Microsoft.Win32.SafeHandles;
using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.File;

/// <summary>One message on its way into a file.</summary>
internal sealed class Outgoing(Transmission transmission) : IDisposable
{
    /// <summary>The transmission.</summary>
    public Transmission Transmission { get; } = transmission;

    /// <summary>What is about to be done, or what an earlier attempt was about to do.</summary>
    public SendRecord Record { get; set; } = new() { Kind = SendRecordKind.None };

    /// <summary>True if the record is durable and the effect may have happened.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>The temporary file while it is being written.</summary>
    public SafeFileHandle? Handle { get; set; }

    /// <summary>What tells the temporary file of this attempt from others; 0 in a later attempt.</summary>
    public ulong FileId { get; set; }

    /// <summary>True if earlier attempts may have left temporary files.</summary>
    public bool HasForerunners { get; set; }

    /// <summary>True once the transmission is settled, or must not be worked on any more.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The effect is at the far side.</summary>
    public void Sent()
    {
        if (IsDone) return;
        IsDone = true;
        Transmission.Sent();
    }

    /// <summary>The transmission failed.</summary>
    public void Failed(Failure failure, bool transient = true)
    {
        if (IsDone) return;
        IsDone = true;
        Transmission.Failed(failure, transient);
    }

    /// <summary>This owner may not act any more: the next one goes on from what is recorded.</summary>
    public void Abandon() => IsDone = true;

    /// <inheritdoc/>
    public void Dispose() => Handle?.Dispose();
}
