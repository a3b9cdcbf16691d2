using System.Xml;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>An XML document that is being written into a new body.</summary>
internal sealed class FlatOutput : IAsyncDisposable
{
    // Line ends in values would be changed by the next parser if they were not written as references.
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = Charsets.Utf8,
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.Entitize,
        CheckCharacters = true,
    };

    private readonly IBodyWriter _body;
    private readonly OutputBuffer _buffer = new();

    /// <summary>Begins a body.</summary>
    public FlatOutput(IBodyWriter body)
    {
        _body = body;
        Xml = XmlWriter.Create(_buffer, Settings);
    }

    /// <summary>Where to write.</summary>
    public XmlWriter Xml { get; }

    /// <summary>Writes on if enough has gathered.</summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public ValueTask DrainAsync(CancellationToken cancellationToken) =>
        _buffer.IsFull ? _buffer.DrainAsync(_body.Stream, cancellationToken) : default;

    /// <summary>Ends the document.</summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public async ValueTask<Body> CompleteAsync(CancellationToken cancellationToken)
    {
        Xml.Flush();
        await _buffer.DrainAsync(_body.Stream, cancellationToken);
        return await _body.CompleteAsync(cancellationToken);
    }

    /// <summary>Discards what has not been completed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _buffer.DisposeAsync();
        await _body.DisposeAsync();
    }
}
