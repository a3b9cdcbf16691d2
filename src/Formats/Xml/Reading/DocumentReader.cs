using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>
/// A document that is being read: the library's parser without DTDs and without anything from outside, over strictly
/// decoded characters, with limits on depth, values, attributes and names.
/// </summary>
internal sealed class DocumentReader : IAsyncDisposable
{
    private static readonly Failure NoBytes = new(
        FailureCodes.EmptyInput,
        "There are no bytes, and so no document. Have the sender check why it sends nothing; in a pipeline, what may "
            + "be empty goes round the xml component.");

    private readonly CharacterSource _source;
    private readonly DocumentNames _names;
    private readonly PipelineLimits _limits;

    private DocumentReader(CharacterSource source, PipelineLimits limits)
    {
        (_source, _limits) = (source, limits);
        _names = DocumentNames.Rent();
        Xml = XmlReader.Create(source, _names.Settings);
        Lines = (IXmlLineInfo)Xml;
    }

    /// <summary>The parser. Advanced by <see cref="ReadAsync"/> only.</summary>
    public XmlReader Xml { get; }

    /// <summary>Where the parser stands.</summary>
    public IXmlLineInfo Lines { get; }

    /// <summary>How the document is encoded.</summary>
    public Encoding Encoding => _source.Encoding;

    /// <summary>The limits of this run.</summary>
    public PipelineLimits Limits => _limits;

    /// <summary>Where the parser stands, as a failure names it.</summary>
    public FailurePlace Place => new(Lines.LineNumber, Lines.LinePosition);

    /// <summary>Where the parser stands, to be found again; null if it cannot be.</summary>
    /// <param name="before">So many characters before, on the same line.</param>
    public DocumentPlace? Find(int before) => _source.Trail?.Find(Lines.LineNumber, Lines.LinePosition - before);

    /// <summary>Opens the body of a message.</summary>
    /// <exception cref="DocumentFaultException">It is empty, or its encoding is unknown or contradicted.</exception>
    /// <exception cref="IOException">The body can no longer be read.</exception>
    public static async ValueTask<DocumentReader> OpenAsync(
        PipelineMessage message, PipelineLimits limits, CancellationToken cancellationToken)
    {
        var source = await CharacterSource.OpenAsync(
            message.Body, message.ContentType, limits.ValueCharacters, cancellationToken);
        try
        {
            if (source.IsEmpty) throw new DocumentFaultException(NoBytes);
            return new DocumentReader(source, limits);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes to the next node.</summary>
    /// <returns>False at the end of the document.</returns>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) =>
        _source.IsLow ? FillAndReadAsync(cancellationToken) : new ValueTask<bool>(Read());

    /// <summary>Goes to the next node, if enough of the document is at hand.</summary>
    /// <returns>False also at the end of the document.</returns>
    public bool TryRead() => !_source.IsLow && Read();

    /// <summary>Reads the next piece of the current node's value, if enough of the document is at hand.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="index">From where on.</param>
    /// <param name="read">0 at the end of the value.</param>
    public bool TryReadPiece(char[] target, int index, out int read)
    {
        read = 0;
        if (_source.IsLow) return false;
        _source.StartToken();
        read = Xml.ReadValueChunk(target, index, target.Length - index);
        return true;
    }

    /// <summary>Reads the next piece of the current node's value.</summary>
    /// <returns>0 at the end of the value.</returns>
    public async ValueTask<int> ReadPieceAsync(char[] target, int index, CancellationToken cancellationToken)
    {
        if (_source.IsLow) await _source.FillAsync(cancellationToken);
        _source.StartToken();
        return Xml.ReadValueChunk(target, index, target.Length - index);
    }

    /// <summary>
    /// What went wrong, if <paramref name="exception"/> is a fault of the document; null if it is none, but a lost
    /// body or a defect.
    /// </summary>
    public static Failure? Explain(Exception exception) => exception switch
    {
        DocumentFaultException fault => fault.Failure,
        XmlException malformed => Malformed(malformed, new FailurePlace(malformed.LineNumber, malformed.LinePosition)),
        BodyTooLargeException large => new Failure(FailureCodes.Limit, large.Message),
        RegexMatchTimeoutException slow => new Failure(
            FailureCodes.Limit,
            $"A pattern of the schema took longer than {slow.MatchTimeout} for one value. Write the pattern so that it "
                + "does not try the same text again and again."),
        _ => null,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Xml.Dispose();
        _names.Return();
        await _source.DisposeAsync();
    }

    private static Failure Malformed(XmlException exception, FailurePlace? place)
    {
        var (sentence, advice) = ParserWords.Of(exception);
        return new Failure(FailureCodes.BadInput, $"{sentence} {advice}", place);
    }

    private async ValueTask<bool> FillAndReadAsync(CancellationToken cancellationToken)
    {
        await _source.FillAsync(cancellationToken);
        return Read();
    }

    private bool Read()
    {
        _source.StartToken();
        try
        {
            if (!Xml.Read()) return false;
        }
        catch (XmlException e) when (e.LineNumber == 0)
        {
            throw new DocumentFaultException(Malformed(e, Prolog.DtdIn(_source.Start())));
        }

        if (Xml.NodeType != XmlNodeType.Element) return true;
        if (Xml.Depth >= _limits.Depth) throw DocumentLimits.TooDeep(_limits.Depth, Place);
        if (Xml.AttributeCount > DocumentLimits.Attributes) throw DocumentLimits.TooManyAttributes(Place);
        return true;
    }
}
