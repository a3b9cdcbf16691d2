using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Text;

/// <summary>An XML document without a declaration that is being written into a new body, as UTF-8.</summary>
internal sealed class XmlOutput(PipelineContext context) : IAsyncDisposable
{
    private IBodyWriter? _body;
    private Utf8XmlWriter? _xml;

    /// <summary>Where the bytes gather.</summary>
    public OutputBuffer Buffer { get; } = new();

    /// <summary>What writes it.</summary>
    public Utf8XmlWriter Xml => _xml ??= new Utf8XmlWriter(Buffer, DocumentForm.Inside.WriterSettings(declare: false));

    /// <summary>True if <see cref="DrainAsync"/> should be called.</summary>
    public bool IsFull => Buffer.IsFull;

    /// <summary>Writes on what has gathered.</summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public ValueTask DrainAsync(CancellationToken cancellationToken) =>
        Buffer.DrainAsync(Target.Stream, cancellationToken);

    /// <summary>Ends the document.</summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public async ValueTask<Body> CompleteAsync(CancellationToken cancellationToken)
    {
        _xml?.Flush();
        await DrainAsync(cancellationToken);
        return await Target.CompleteAsync(cancellationToken);
    }

    /// <summary>Discards what has not been completed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_xml is not null) await _xml.DisposeAsync();
        await Buffer.DisposeAsync();
        if (_body is not null) await _body.DisposeAsync();
    }

    private IBodyWriter Target => _body ??= context.CreateBody();
}
