using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Running;
using Viaduct.Formats.Maps.Stylesheets;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>A document on its way through an isolated map.</summary>
/// <param name="Map">The map.</param>
/// <param name="Stylesheet">Its stylesheet.</param>
/// <param name="Input">The document.</param>
/// <param name="ContentType">Its media type, or null.</param>
/// <param name="Limits">The limits on both documents.</param>
/// <param name="Body">Where the result goes.</param>
internal sealed record IsolatedJob(
    MapModel Map, Stylesheet Stylesheet, ReadOnlyMemory<byte> Input, string? ContentType, PipelineLimits Limits,
    Stream Body)
{
    private readonly TaskCompletionSource<MapResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _fault;

    /// <summary>What becomes of it.</summary>
    public Task<MapResult> Done => _done.Task;

    /// <summary>True if a part of the result is written.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>True if its process has ended before, for a reason unknown.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Writes a piece of the result; after a fault nothing more.</summary>
    public void Write(byte[] piece)
    {
        if (_fault is not null) return;
        try
        {
            IsWritten = true;
            Body.WriteAsync(piece).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            // Whoever waits for the result gets it.
            _fault = e;
        }
    }

    /// <summary>Ends it.</summary>
    public void End(MapResult result)
    {
        if (_fault is null) _done.TrySetResult(result);
        else _done.TrySetException(_fault);
    }

    /// <summary>Ends it: it is to be tried again later.</summary>
    public void End(IOException fault) => _done.TrySetException(_fault ?? fault);
}
