using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Text;

/// <summary>Makes the messages of a file, and its bad parts, each with the properties of the file.</summary>
/// <param name="interchange">The file.</param>
/// <param name="context">What this run may use.</param>
/// <param name="recoverable">True if a bad part is suspended alone.</param>
internal sealed class FileParts(PipelineMessage interchange, PipelineContext context, bool recoverable)
    : IAsyncDisposable
{
    private readonly MessageContext _properties = interchange.Context.Build();
    private readonly PartCutter _cutter = new(interchange.Body, context);

    /// <summary>How many there were, those of an earlier run included.</summary>
    public int Count { get; set; }

    /// <summary>A message of the file.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="charset">How the file is encoded.</param>
    /// <param name="start">Where in the file it begins.</param>
    public PipelineMessage Message(Body body, string? contentType, string charset, TextPlace start)
    {
        var message = new PipelineMessage(body, new MessageContextBuilder(_properties), contentType)
        {
            OtherParts = interchange.OtherParts,
        };
        message.Context.Write(XmlProperties.SourceCharset, PropertyValue.From(charset));
        if (recoverable) message.Context.Write(XmlProperties.PartPlace, PropertyValue.From(start.ToString()));
        return message;
    }

    /// <summary>A good message.</summary>
    public DisassembledItem Good(PipelineMessage message)
    {
        Count++;
        return DisassembledItem.Good(message, recoverable);
    }

    /// <summary>A bad part, to be suspended alone with its bytes.</summary>
    /// <param name="failure">What is wrong with it.</param>
    /// <param name="range">Where it begins, and where it ends; null for the end of the file.</param>
    /// <param name="around">Bytes that make it a file of its own.</param>
    /// <param name="charset">How the file is encoded.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<DisassembledItem> BadAsync(
        Failure failure,
        (TextPlace Start, long? End) range,
        (ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Behind) around,
        string charset,
        CancellationToken cancellationToken)
    {
        Count++;
        var bytes = await _cutter.CutAsync(range.Start.Byte, range.End, around, cancellationToken);
        var part = Message(bytes, interchange.ContentType, charset, range.Start);
        string text = $"Part {Count} of the file, from {range.Start} on: {failure.Text}";
        return DisassembledItem.BadPart(part, failure with { Text = text });
    }

    /// <summary>The whole file is bad, because of its next part.</summary>
    public DisassembledItem Whole(Failure failure) =>
        DisassembledItem.BadInterchange(failure with { Text = $"Part {Count + 1} of the file: {failure.Text}" });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _cutter.DisposeAsync();
}
