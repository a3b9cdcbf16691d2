using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Text;

/// <summary>Reads one interchange part by part.</summary>
internal interface IPartReader : IAsyncDisposable
{
    /// <summary>The next message or failure.</summary>
    /// <returns>Null at the end.</returns>
    /// <exception cref="IOException">The body can no longer be read.</exception>
    ValueTask<DisassembledItem?> NextAsync(CancellationToken cancellationToken);
}
