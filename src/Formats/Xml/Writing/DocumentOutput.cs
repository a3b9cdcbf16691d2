using System.Diagnostics;
using System.Text;
using System.Xml;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Writing;

/// <summary>A document that is being written into a new body.</summary>
internal sealed class DocumentOutput : IAsyncDisposable
{
    private readonly PipelineContext _context;
    private readonly DocumentForm _form;
    private readonly bool _isCopy;
    private readonly OutputBuffer _buffer = new();
    private IBodyWriter? _body;
    private XmlWriter? _xml;

    /// <summary>A document to come; its body begins when the first bytes are written on.</summary>
    /// <param name="context">What makes the body.</param>
    /// <param name="form">How the document is written.</param>
    /// <param name="isCopy">True if all of it comes from one parser, and so declares its prefixes itself.</param>
    public DocumentOutput(PipelineContext context, DocumentForm form, bool isCopy) =>
        (_context, _form, _isCopy) = (context, form, isCopy);

    /// <summary>How the document is written.</summary>
    public DocumentForm Form => _form;

    /// <summary>What writes it, after <see cref="Begin"/>.</summary>
    public XmlWriter Xml => _xml ?? throw new UnreachableException("Begin comes first.");

    /// <summary>True if <see cref="DrainAsync"/> should be called.</summary>
    public bool IsFull => _buffer.IsFull;

    /// <summary>Writes what stands in front of everything else.</summary>
    /// <param name="declared">True if the read document has a declaration.</param>
    /// <param name="standalone">What that declaration says about it, or null.</param>
    public void Begin(bool declared, bool? standalone)
    {
        if (_form.Mark) _buffer.Write(MarkOf(_form.Encoding));
        bool declare = _form.Declaration switch
        {
            DeclarationRule.AsRead => declared,
            DeclarationRule.Always => true,
            _ => false,
        };
        var settings = _form.WriterSettings(declare);
        _xml = _isCopy && _form.Encoding is UTF8Encoding
            ? new Utf8XmlWriter(_buffer, settings)
            : XmlWriter.Create(_buffer, settings);
        if (!declare) return;
        if (standalone is { } alone) _xml.WriteStartDocument(alone);
        else _xml.WriteStartDocument();
    }

    /// <summary>Writes the processing instructions of the form.</summary>
    public void AddInstructions()
    {
        foreach (var (target, text) in _form.Instructions) Xml.WriteProcessingInstruction(target, text);
    }

    /// <summary>Writes on what has gathered.</summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public ValueTask DrainAsync(CancellationToken cancellationToken) =>
        _buffer.DrainAsync(Target.Stream, cancellationToken);

    /// <summary>Ends the document.</summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public async ValueTask<Body> CompleteAsync(CancellationToken cancellationToken)
    {
        Xml.Flush();
        await DrainAsync(cancellationToken);
        return await Target.CompleteAsync(cancellationToken);
    }

    /// <summary>Discards what has not been completed.</summary>
    public async ValueTask DisposeAsync()
    {
        // The library's writer is not: it would complain about elements that a bad document left open.
        if (_xml is Utf8XmlWriter own) await own.DisposeAsync();
        await _buffer.DisposeAsync();
        if (_body is not null) await _body.DisposeAsync();
    }

    private IBodyWriter Target => _body ??= _context.CreateBody();

    private static byte[] MarkOf(Encoding encoding) => encoding switch
    {
        UTF8Encoding => Encoding.UTF8.GetPreamble(),
        _ => encoding.GetBytes("\uFEFF"),
    };
}
