using System.Text;
using Viaduct.Formats.Tests.Support;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Whatever comes in, the answer is messages or a failure; what is written is read as the same.</summary>
public class FuzzTests
{
    private const string Optional = "minOccurs=\"0\"";
    private const string Lines = "child_delimiter_type=\"hex\" child_delimiter=\"0xD 0xA\" child_order=\"postfix\"";
    private const string Commas = "child_delimiter_type=\"char\" child_delimiter=\",\" ";

    private static readonly byte[][] Words =
    [
        "\r\n"u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(), ","u8.ToArray(), ";"u8.ToArray(), "\""u8.ToArray(),
        "\\"u8.ToArray(), "H"u8.ToArray(), "L,"u8.ToArray(), "END"u8.ToArray(), " "u8.ToArray(), "\0"u8.ToArray(),
        "\x1a"u8.ToArray(), "|"u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC3], [0xF0, 0x9F, 0x98, 0x80],
    ];

    public static readonly TheoryData<string, string, string> Kinds = new()
    {
        { "lines", Schema("", Record("Root", Lines, RecordOf(
            "L", "maxOccurs=\"unbounded\"", Commas + "child_order=\"infix\"",
            Field("A"), Attribute("b"), Field("C", "", Optional)))), "1,2,3\r\n4,5\r\n,,\r\n" },
        { "tags", Schema("parser_optimization=\"complexity\"", Record("Root", Lines,
            RecordOf("H", Optional, Commas + "tag_name=\"H\"", Fields("A", "B")),
            RecordOf("L", "minOccurs=\"0\" maxOccurs=\"unbounded\"", Commas + "child_order=\"infix\"",
                Field("A"), Field("B", "", Optional), Field("C", "", Optional)),
            Record("T", Commas + "child_order=\"infix\" tag_name=\"END\"", Fields("A")))),
            "H,1,2\r\n1,2\r\n3,4,5\r\nEND7\r\n" },
        { "quotes", Schema("suppress_empty_nodes=\"true\"", Record("Root", Lines, RecordOf(
            "L", "maxOccurs=\"unbounded\"",
            "child_delimiter_type=\"char\" child_delimiter=\";\" child_order=\"infix\" escape_char=\"\\\" "
                + "escape_char_type=\"char\"",
            Field("A", "wrap_char_type=\"char\" wrap_char=\"&quot;\""), Field("B"), Field("C")))),
            "\"a;b\";c\\;d;e\r\n\"\";x;\r\n" },
        { "positional", Schema("count_positions_by_byte=\"true\" allow_early_termination=\"true\"", Record(
            "Root", Lines,
            RecordOf("P", "maxOccurs=\"unbounded\"", "structure=\"positional\" tag_name=\"L\" tag_offset=\"0\"",
                Field("A", "pos_offset=\"1\" pos_length=\"3\""),
                Field("B", "pos_offset=\"0\" pos_length=\"4\" justification=\"right\"", Optional)))),
            "Labc  12\r\nLxé 9\r\n" },
        { "choice", Schema("", Record("Root", Lines,
            "<xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\"><xs:sequence>"
                + Record("A", Commas + "child_order=\"infix\"", Fields("V", "W"))
                + RecordOf("B", Optional, "child_delimiter_type=\"char\" child_delimiter=\"|\"", Fields("V", "W"))
                + "</xs:sequence>" + Record("C", Commas + "tag_name=\"H\"", Fields("V")) + "</xs:choice>")),
            "1,2\r\n1|2\r\nH,5\r\n3,4\r\n" },
        { "records", Schema("", Record("Root", Lines, Record("L", Commas + "child_order=\"infix\"",
            Field("A", "", Optional, "xs:int"), Field("B", "wrap_char_type=\"char\" wrap_char=\"&quot;\"")))),
            "1,\"a\"\r\n2,b\r\n3,\"c\r\nd\"\r\n4,e\r\n" },
        { "batches", Schema("", Record("Root", Lines, Record("H", Commas + "tag_name=\"H\"", Fields("A", "B")),
            RecordOf("L", "minOccurs=\"0\" maxOccurs=\"unbounded\"", Commas + "tag_name=\"L,\"", Fields("A")))),
            "H,1,2\r\nL,,2\r\nH,3,4\r\nL,,5\r\nL,,6\r\n" },
        { "fixed", Schema("count_positions_by_byte=\"true\"", Record(
            "Root", "structure=\"positional\" tag_name=\"a\"",
            Field("A", "pos_length=\"2\""), Field("B", "pos_length=\"3\""))), "a1202a2203a34\u00e9" },
        { "nothing", Schema("", Record("Root", "",
            RecordOf("A", "minOccurs=\"0\" maxOccurs=\"unbounded\"", "",
                RecordOf("B", Optional, "tag_name=\"L,\"", Field("V", "", Optional)),
                RecordOf("C", Optional, Commas, Field("V", "", Optional))))),
            "L,L,x,y" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task MutatedFiles_AreTakenOrRefused(string kind, string schema, string file)
    {
        var mutations = new Mutations(kind.Length * 7919, Words);
        var fuzz = new FlatFuzz(new MemoryPackage().Add(Flat.Path, schema), Flat.Path);
        byte[] good = Encoding.UTF8.GetBytes(file);
        int taken = 0;
        int total = FlatFuzz.IsLong ? 200_000 : 4_000;
        for (int i = 0; i < total; i++)
            if (await fuzz.TryAsync(i == 0 ? good : mutations.Of(good), $"{kind}, input {i}")) taken++;
        Assert.InRange(taken, total / 50, total);
    }
}
