using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

public class CharsetTests
{
    private const string Content = "<a b=\"größe\">é€</a>";

    static CharsetTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static readonly TheoryData<string, string?, bool, string?> Good = new()
    {
        // Encoding, declared, byte order mark, content type
        { "utf-8", null, false, null },
        { "utf-8", null, true, null },
        { "utf-8", "utf-8", true, null },
        { "utf-8", "UTF-8", false, "text/xml; charset=iso-8859-1" },
        { "utf-8", "utf-16", true, null },
        { "utf-16", null, true, null },
        { "utf-16", null, false, null },
        { "utf-16", "utf-16", true, null },
        { "utf-16", "utf-16", false, null },
        { "utf-16", "utf-8", true, null },
        { "utf-16", null, false, "text/xml; charset=utf-16" },
        { "utf-16BE", null, true, null },
        { "utf-16BE", null, false, null },
        { "utf-16BE", "utf-16", true, null },
        { "utf-16BE", "utf-16", false, null },
        { "utf-16BE", "utf-16BE", false, null },
        { "utf-32", "utf-32", true, null },
        { "utf-32", null, false, null },
        { "utf-32BE", null, true, null },
        { "windows-1252", "windows-1252", false, null },
        { "windows-1252", "Windows-1252", false, "text/xml; charset=utf-8" },
        { "windows-1252", null, false, "text/xml; charset=windows-1252" },
        { "windows-1252", null, false, "text/xml; charset=\"windows-1252\"" },
        { "iso-8859-15", "ISO-8859-15", false, null },
        { "IBM01140", "IBM01140", false, null },
        { "gb18030", "gb18030", false, null },
    };

    public static readonly TheoryData<string, byte[], string?, string> Bad = new()
    {
        { "a Latin-1 byte in UTF-8", Bytes("<a>", 0xE9, "b</a>"), null, "line 1, column 4, byte 3" },
        { "… on a later line", Bytes("<a>\n\n  ", 0xE9, "</a>"), null, "line 3, column 3, byte 7" },
        { "an overlong form", Bytes("<a>", 0xC0, "", 0x80, "</a>"), null, "line 1, column 4, byte 3" },
        { "a surrogate in UTF-8", Bytes("<a>", 0xED, "", 0xA0, "", 0x80, "</a>"), null, "line 1, column 4, byte 3" },
        { "half a character at the end", Bytes("<a/>", 0xE2, "", 0x82, ""), null, "line 1, column 5, byte 4" },
        { "half a surrogate pair in UTF-16", Wide("<a>\uD800</a>"), null, "line 1, column 4, byte 8" },
        { "an odd byte in UTF-16", [.. Wide("<a/>"), 0x41], null, "line 1" },
        { "a byte that ASCII does not have", Bytes("<?xml version='1.0' encoding='us-ascii'?><a>", 0xE9, "</a>"), null,
            "line 1, column 45, byte 44" },
        { "half a character in Shift-JIS", Bytes("<?xml version='1.0' encoding='shift_jis'?><a>", 0x83, "</a>"), null,
            "line 1" },
    };

    public static readonly TheoryData<string, byte[], string?, string> Lies = new()
    {
        { "utf-16 over bytes", Bytes("<?xml version='1.0' encoding='utf-16'?><a/>"), null, "'utf-16', but the bytes" },
        { "utf-8 over UTF-16", Raw("<?xml version='1.0' encoding='utf-8'?><a/>"), null, "'utf-8', but the bytes" },
        { "latin over UTF-16", Raw("<?xml version='1.0' encoding='iso-8859-1'?><a/>"), null, "'iso-8859-1', but" },
        { "EBCDIC over bytes", Bytes("<?xml version='1.0' encoding='IBM037'?><a/>"), null, "'IBM037', but the bytes" },
        { "content type", Bytes("<a/>"), "text/xml; charset=utf-16", "content type says" },
        { "unknown", Bytes("<?xml version='1.0' encoding='klingon'?><a/>"), null, "'klingon', which is not known" },
        { "utf-7", Bytes("<?xml version='1.0' encoding='utf-7'?><a/>"), null, "'utf-7', which is not known" },
        { "unknown content type", Bytes("<a/>"), "text/xml; charset=x-none", "'x-none', which is not known" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Disassemble_Encoded_GivesUtf8(string name, string? declared, bool mark, string? contentType)
    {
        string declaration = declared is null ? "" : $"<?xml version='1.0' encoding='{declared}'?>";
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(declaration + Content)];

        foreach (int piece in new[] { 0, 1 })
        {
            var message = Documents.Message(bytes, contentType);
            if (piece > 0) message.Body = StreamedBody.InPieces(bytes, piece);
            var result = await Documents.Disassembler().GoodAsync(message);
            string written = declared is null ? "" : "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
            Assert.Equal(written + Content, result.Text());
            Assert.Equal(encoding.WebName, result.Context[XmlProperties.SourceCharset].Text);
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Disassemble_WrongBytes_FailsWithTheirPlace(
        string what, byte[] bytes, string? contentType, string place)
    {
        var failure = await Documents.Disassembler().BadAsync(Documents.Message(bytes, contentType));
        Assert.Equal((what, FailureCodes.BadInput), (what, failure.Code));
        Assert.StartsWith(place, failure.Place?.ToString());
        Assert.Contains("no character of it", failure.Text);
        var message = Documents.Message(bytes, contentType);
        message.Body = StreamedBody.InPieces(bytes, 1);
        Assert.Equal(failure, await Documents.Disassembler().BadAsync(message));
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Disassemble_LyingEncoding_Fails(string what, byte[] bytes, string? contentType, string said)
    {
        var failure = await Documents.Disassembler().BadAsync(Documents.Message(bytes, contentType));
        Assert.Equal((what, FailureCodes.BadInput), (what, failure.Code));
        Assert.Contains(said, failure.Text);
        Assert.NotNull(failure.Place);
    }

    [Fact]
    public async Task Disassemble_WrongByteFarIntoAStream_TellsWhere()
    {
        var bytes = new List<byte>(Encoding.ASCII.GetBytes("<a>\n"));
        for (int i = 0; i < 30_000; i++) bytes.AddRange("0123456789\n"u8);
        int at = bytes.Count + 3;
        bytes.AddRange(Bytes("abc", 0xFF, "</a>"));
        var message = Documents.Message([]);
        message.Body = StreamedBody.InPieces([.. bytes], 777);

        var failure = await Documents.Disassembler().BadAsync(message);

        Assert.Equal(new FailurePlace(30_002, 4, at), failure.Place);
    }

    private static byte[] Bytes(params object[] parts) =>
        [.. parts.SelectMany(part => part is int value ? [(byte)value] : Encoding.ASCII.GetBytes((string)part))];

    private static byte[] Wide(string text) => [0xFF, 0xFE, .. Raw(text)];

    // Encodes by hand, because the library replaces half a pair.
    private static byte[] Raw(string text) => [.. text.SelectMany(c => new[] { (byte)c, (byte)(c >> 8) })];
}
