using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Tests.FlatFile;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Json;

/// <summary>
/// JSON comes back from XML as it was, and XML from JSON. A failure names the seed and the document that fails.
/// </summary>
public class RoundTripTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(FlatFuzz.IsLong ? 50_000 : 1_500);

    [Fact]
    public void Json_ToXmlAndBack_IsTheSame() =>
        Check.One(Many, Prop.ForAll(JsonTree.Documents.ToArbitrary(), (Action<string>)(json =>
        {
            string xml = JsonFiles.XmlOfAsync(json).GetAwaiter().GetResult();
            Assert.Equal("R", XElement.Parse(xml, LoadOptions.PreserveWhitespace).Name.LocalName);
            Assert.Equal(JsonTree.Normal(json), JsonTree.Normal(JsonFiles.JsonOfAsync(xml).GetAwaiter().GetResult()));
        })));

    [Fact]
    public void Xml_ToJsonAndBack_IsTheSame() =>
        Check.One(Many, Prop.ForAll(JsonTree.Elements.ToArbitrary(), (Action<string>)(xml =>
        {
            string json = JsonFiles.JsonOfAsync(xml).GetAwaiter().GetResult();
            string back = JsonFiles.XmlOfAsync(json).GetAwaiter().GetResult();
            Assert.Equal(Plain(xml), Plain(back));
        })));

    [Fact]
    public void Splits_OfAnyDocuments_GiveEachAsItIs() =>
        Check.One(Many.WithMaxTest(300), Prop.ForAll(
            JsonTree.Documents.NonEmptyListOf().ToArbitrary(),
            (Action<IList<string>>)(documents => SplitAsync(documents).GetAwaiter().GetResult())));

    private static async Task SplitAsync(IList<string> documents)
    {
        foreach (var (split, file) in new[]
        {
            (JsonSplit.Lines, string.Join("\r\n", documents) + "\n"),
            (JsonSplit.Array, $"[ {string.Join(" ,\n", documents)}]"),
        })
        {
            int piece = documents.Count % 5;
            var passed = await JsonFiles.Disassembler(new JsonOptions { PassThrough = true, Split = split })
                .AllAsync(JsonFiles.Message(file, piece));
            Assert.Equal(documents, passed.Select(item => item.Message!.Text()));
            var converted = await JsonFiles.Disassembler(JsonFiles.Order with { Split = split })
                .AllAsync(JsonFiles.Message(file, piece));
            Assert.Equal(
                await Task.WhenAll(documents.Select(document => JsonFiles.XmlOfAsync(document))),
                converted.Select(item => item.Message!.Text()));
        }
    }

    private static string Plain(string xml)
    {
        var root = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Attributes().Where(a => a.IsNamespaceDeclaration || a.Name.NamespaceName.Length > 0).Remove();
            if (element.IsEmpty) element.Add("");
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    [Fact]
    public async Task MutatedDocuments_AreTakenOrRefused_JustAsTheLibraryDoes()
    {
        byte[][] words =
        [
            "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(),
            "\""u8.ToArray(), "\\"u8.ToArray(), "\\u00"u8.ToArray(), "\\ud83d\\ude00"u8.ToArray(),
            "\\udc00"u8.ToArray(),
            "true"u8.ToArray(), "nul"u8.ToArray(), "-"u8.ToArray(), "1e"u8.ToArray(), "0"u8.ToArray(), "."u8.ToArray(),
            "//"u8.ToArray(), "\n"u8.ToArray(), " "u8.ToArray(), "\0"u8.ToArray(), "\"@a\":"u8.ToArray(),
            "\"#text\":"u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80],
        ];
        byte[] good = Encoding.UTF8.GetBytes(
            """{"a":[1,-2.5e3,{"@id":"x","#text":"é😀"},[],[[null]]],"b c":"\u0041\n","t":true,"e":{}}""");
        var mutations = new Mutations(7919, words);
        var passing = JsonFiles.Disassembler(new JsonOptions { PassThrough = true });
        var converting = JsonFiles.Disassembler();
        var lines = JsonFiles.Disassembler(JsonFiles.Order with { Split = JsonSplit.Lines, Recoverable = true });
        var items = JsonFiles.Disassembler(JsonFiles.Order with { Split = JsonSplit.Array, Recoverable = true });
        int taken = 0;
        int total = FlatFuzz.IsLong ? 200_000 : 5_000;
        for (int i = 0; i < total; i++)
        {
            byte[] input = i == 0 ? good : mutations.Of(good);
            try
            {
                if (await TakenAsync(passing, converting, input)) taken++;
                await RecoverAsync(lines, input);
                await RecoverAsync(items, [(byte)'[', .. input, (byte)']']);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(
                    $"input {i}: {Convert.ToBase64String(input)} {Encoding.UTF8.GetString(input)}", e);
            }
        }

        Assert.InRange(taken, total / 50, total);
    }

    private static async Task<bool> TakenAsync(IDisassembler passing, IDisassembler converting, byte[] input)
    {
        var item = await passing.DisassembleAsync(JsonFiles.Message(input, input.Length % 4));
        bool isJson = IsJson(input);
        // The library does not know UTF-16.
        bool isWide = input is [_, 0, _, 0, ..] or [0, _, 0, _, ..];
        if (!isWide) Assert.Equal((isJson, item.Failure?.ToString()), (item.Failure is null, item.Failure?.ToString()));
        var whole = await converting.DisassembleAsync(JsonFiles.Message(input));
        var pieces = await converting.DisassembleAsync(JsonFiles.Message(input, 1 + (input.Length % 3)));
        Assert.Equal(whole.Failure, pieces.Failure);
        if (whole.Failure is not null || isWide) return false;
        Assert.True(isJson);
        Assert.Equal(whole.Message!.Text(), pieces.Message!.Text());
        string text = Encoding.UTF8.GetString(input).TrimStart('\uFEFF');
        Assert.Equal(JsonTree.Normal(text), JsonTree.Normal(await JsonFiles.JsonOfAsync(whole.Message!.Text())));
        return true;
    }

    // Whatever is bad, all of the file is in the parts, in order.
    private static async Task RecoverAsync(IDisassembler disassembler, byte[] input)
    {
        var items = await disassembler.AllAsync(JsonFiles.Message(input));
        var again = await disassembler.AllAsync(JsonFiles.Message(input, 1 + (input.Length % 5)));
        Assert.Equal(items.Select(Shown), again.Select(Shown));
    }

    private static string Shown(DisassembledItem item) =>
        $"{item.Failure} {(item.Message is null ? "" : Convert.ToHexString(item.Message.Bytes()))}";

    private static bool IsJson(byte[] input)
    {
        var text = input.AsSpan();
        if (text.StartsWith(Encoding.UTF8.Preamble)) text = text[3..];
        try
        {
            _ = new UTF8Encoding(false, true).GetString(text);
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 256 });
            var names = new Stack<HashSet<string>>();
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject) names.Push([]);
                if (reader.TokenType == JsonTokenType.EndObject) names.Pop();
                if (reader.TokenType == JsonTokenType.String) reader.GetString();
                bool isName = reader.TokenType == JsonTokenType.PropertyName;
                if (isName && !names.Peek().Add(reader.GetString()!)) return false;
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return false;
        }
    }
}
