using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Offline;

/// <summary>
/// A body that becomes a file, or goes to the standard output: what is small only when it is complete, so that a fault
/// leaves nothing behind.
/// </summary>
/// <param name="stream">Where to write.</param>
/// <param name="path">The file, once it is complete; null for the standard output.</param>
internal sealed class OutputBody(Stream stream, string? path) : IBodyWriter
{
    private const string Partial = ".partial";

    private bool _isComplete;

    /// <summary>A body that becomes a file: under another name until it is complete.</summary>
    public static OutputBody InFile(string path) => new(File.Create(path + Partial), path);

    /// <inheritdoc/>
    public Stream Stream { get; } = stream;

    /// <inheritdoc/>
    public async ValueTask<Body> CompleteAsync(CancellationToken cancellationToken)
    {
        // The standard output gets all messages or, unless they are many, none.
        if (path is not null)
        {
            await Stream.DisposeAsync();
            File.Move(path + Partial, path, overwrite: true);
        }

        _isComplete = true;
        return Body.Empty;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (path is null) return;
        await Stream.DisposeAsync();
        if (!_isComplete) File.Delete(path + Partial);
    }
}
