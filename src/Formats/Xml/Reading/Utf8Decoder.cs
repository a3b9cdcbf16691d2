using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>Decodes UTF-8. Keeps no state, so one serves all.</summary>
internal sealed class Utf8Decoder : StrictDecoder
{
    /// <summary>The one.</summary>
    public static readonly Utf8Decoder Instance = new();

    private Utf8Decoder()
    {
    }

    /// <inheritdoc/>
    public override int Decode(
        ReadOnlySpan<byte> source, Span<char> target, bool isLast, out int read, out int wrong)
    {
        wrong = 0;
        var status = Utf8.ToUtf16(source, target, out read, out int written, replaceInvalidSequences: false, isLast);
        if (status == OperationStatus.InvalidData && written == 0)
            Rune.DecodeFromUtf8(source, out _, out wrong);
        return written;
    }
}
