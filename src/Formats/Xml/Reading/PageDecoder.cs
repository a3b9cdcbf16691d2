using System.Text;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>Decodes whatever the platform has a strict decoder for. Keeps what is between two reads.</summary>
internal sealed class PageDecoder(Encoding encoding) : StrictDecoder
{
    private readonly Decoder _decoder = encoding.GetDecoder();

    /// <inheritdoc/>
    public override int Decode(
        ReadOnlySpan<byte> source, Span<char> target, bool isLast, out int read, out int wrong)
    {
        wrong = 0;
        try
        {
            _decoder.Convert(source, target, flush: isLast, out read, out int written, out _);
            return written;
        }
        catch (DecoderFallbackException e)
        {
            read = Math.Clamp(e.Index, 0, source.Length);
            wrong = Math.Max(e.BytesUnknown?.Length ?? 1, 1);
            return 0;
        }
    }
}
