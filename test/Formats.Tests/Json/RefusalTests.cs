using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Json;

/// <summary>What is no JSON is refused, with its place and what was expected.</summary>
public class RefusalTests
{
    /// <summary>A document, a part of the text of the failure, and its place.</summary>
    public static readonly TheoryData<string, string, string> Bad = new()
    {
        { "{\"a\":1,}", "Expected the name of a property in double quotes; found '}' (a comma", "column 8, byte 7" },
        { "[1,]", "Expected a value: an object, an array, a string in double quotes", "column 4, byte 3" },
        { "[1 2]", "Expected ',' or ']'; found '2]'", "column 4, byte 3" },
        { "{\"a\" 1}", "Expected ':' behind the name of the property; found '1}'", "column 6, byte 5" },
        { "{\"a\":1 \"b\":2}", "Expected ',' or '}'", "column 8, byte 7" },
        { "{a:1}", "Expected '}' or the name of a property in double quotes; found 'a:1}'", "column 2, byte 1" },
        { "{'a':1}", "found a single quote, where JSON has double ones", "column 2, byte 1" },
        { "{\n // x\n}", "found a comment, which JSON does not have", "line 2, column 2, byte 3" },
        { "/* x */ {}", "found a comment", "column 1, byte 0" },
        { "{}\nx", "Expected the end of the file; found 'x'", "line 2, column 1, byte 3" },
        { "{} {}", "Expected the end of the file; found '{}'", "column 4, byte 3" },
        { "{\"a\":", "found the end of the file", "column 6, byte 5" },
        { "[", "found the end of the file", "column 2, byte 1" },
        { "\"abc", "Expected '\"' behind the string; found the end of the file", "column 5, byte 4" },
        { "{\"abc", "Expected '\"' behind the name of the property; found the end of the file", "column 6, byte 5" },
        { "[\"a\nb\"]", "in which controls are written as escapes", "column 4, byte 3" },
        { "[\"a\\x\"]", "Expected an escape that JSON has", "column 4, byte 3" },
        { "[\"\\u12g4\"]", "Expected an escape that JSON has", "column 3, byte 2" },
        { "[\"\\ud83d\"]", "Expected both halves of a pair of surrogates", "column 3, byte 2" },
        { "[\"\\ude00\"]", "Expected both halves of a pair of surrogates", "column 3, byte 2" },
        { "[\"\\ud83d\\u0041\"]", "Expected both halves of a pair of surrogates", "column 3, byte 2" },
        { "{\"\\ud83d\":1}", "Expected both halves of a pair of surrogates", "column 3, byte 2" },
        { "[01]", "Expected a number as JSON writes it", "column 2, byte 1" },
        { "[-]", "Expected a number as JSON writes it", "column 2, byte 1" },
        { "[1.]", "Expected a number as JSON writes it", "column 2, byte 1" },
        { "[.5]", "Expected ']' or a value", "column 2, byte 1" },
        { "[1e]", "Expected a number as JSON writes it", "column 2, byte 1" },
        { "[+1]", "Expected ']' or a value", "column 2, byte 1" },
        { "[NaN]", "Expected ']' or a value", "column 2, byte 1" },
        { "[tru]", "Expected ']' or a value", "column 2, byte 1" },
        { "[nulll]", "Expected ',' or ']'; found 'l]'", "column 6, byte 5" },
        { "{\"é\":1,\"b\":2,\"\\u00e9\":3}", "has the property 'é' twice", "column 22, byte 22, field é" },
        { "{\"a\":{\"a\":{\"a\":1},\"b\":2},\"a\":3}", "has the property 'a' twice", "column 29, byte 28, field a" },
        { "[\"a\\u0000\"]", "has the character U+0000, which XML does not allow", "" },
        { "[\"\\uffff\"]", "has the character U+FFFF, which XML does not allow", "" },
        { "\uFEFF\uFEFF{}", "found a byte order mark that is not at the start", "column 1, byte 3" },
        { "<a/>", "Expected a value", "column 1, byte 0" },
        { "\0", "Expected a value", "column 1, byte 0" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Json_ThatIsNone_IsRefusedWithItsPlace(string json, string why, string place)
    {
        foreach (int piece in new[] { 0, 1, 3 })
        {
            var failure = await JsonFiles.Disassembler().BadAsync(JsonFiles.Message(json, piece));
            Assert.Equal(FailureCodes.BadInput, failure.Code);
            Assert.Contains(why, failure.Text, StringComparison.Ordinal);
            Assert.Contains(place, failure.Place!.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\uFEFF")]
    public async Task Json_OfNothing_IsRefused(string json) => Assert.Equal(
        FailureCodes.EmptyInput, (await JsonFiles.Disassembler().BadAsync(JsonFiles.Message(json))).Code);

    [Fact]
    public async Task Bytes_ThatAreNoCharacters_AreRefusedWithTheirPlace()
    {
        foreach (int piece in new[] { 0, 1 })
        {
            byte[] bytes = [.. "{\"a\":\"x\",\n\"b\":\"é"u8, 0xC3, .. "\"}"u8];
            var failure = await JsonFiles.Disassembler().BadAsync(JsonFiles.Message(bytes, piece));
            Assert.Equal("line 2, column 7, byte 17", failure.Place!.ToString());
            Assert.Contains("The bytes C3 are no character of utf-8", failure.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{\"a\":", 100_000)]
    public async Task Nesting_BeyondTheLimit_IsRefused(string open, int times)
    {
        string json = string.Concat(Enumerable.Repeat(open, times));
        foreach (var options in new[] { JsonFiles.Order, new JsonOptions { PassThrough = true } })
        {
            var failure = await JsonFiles.Disassembler(options).BadAsync(JsonFiles.Message(json));
            Assert.Equal(FailureCodes.Limit, failure.Code);
            Assert.Contains("deeper than 256 levels", failure.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Values_BeyondTheLimits_AreRefused()
    {
        var context = new RunContext(new PipelineLimits { ValueCharacters = 5000 });
        string[] documents =
        [
            $"[\"{new string('x', 5001)}\"]", $"[\"{string.Concat(Enumerable.Repeat("\\n", 5001))}\"]",
            $"[{new string('1', 4097)}]", $"{{\"{new string('x', 4097)}\":1}}",
            $"{{\"{string.Concat(Enumerable.Repeat("\\u0041", 4097))}\":1}}",
        ];
        foreach (string json in documents)
        {
            var failure = await JsonFiles.Disassembler().BadAsync(JsonFiles.Message(json), context);
            Assert.Equal((FailureCodes.Limit, 1), (failure.Code, (int)failure.Place!.Line!));
        }

        string most = $"{{\"{new string('x', 4096)}\":[\"{new string('x', 5000)}\",{new string('1', 4096)}]}}";
        Assert.Equal(most, await JsonFiles.JsonOfAsync(await JsonFiles.XmlOfAsync(most)));
    }

    [Fact]
    public async Task Names_TooMany_AreRefused()
    {
        var json = new StringBuilder("{\"a\":1");
        for (int i = 0; i < 100_000; i++) json.Append($",\"n{i}\":1");
        var failure = await JsonFiles.Disassembler().BadAsync(JsonFiles.Message(json.Append('}').ToString()));
        Assert.Equal(FailureCodes.Limit, failure.Code);
    }

    /// <summary>Options that contradict one another, and what is said.</summary>
    public static readonly TheoryData<JsonOptions, string> BadOptions = new()
    {
        { new JsonOptions { PassThrough = true, Root = "R" }, "the messages stay JSON" },
        { new JsonOptions { MessageType = "R" }, "messageType is for messages that stay JSON" },
        { new JsonOptions { Root = "R", Recoverable = true }, "recoverable is true, but a file is one message" },
        { new JsonOptions { Root = "R x" }, "cannot be the name of an element" },
        { new JsonOptions { Root = "a:b" }, "cannot be the name of an element" },
        { new JsonOptions { Schema = "S.xsd", Namespace = "u" }, "the schema gives the namespace" },
        { new JsonOptions { Root = "R", Charset = "utf-99" }, "the charset 'utf-99' is not known" },
        { new JsonOptions { Schema = "None.xsd" }, "None.xsd" },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Options_ThatContradict_AreRefused(JsonOptions options, string why)
    {
        var e = Assert.Throws<ComponentConfigurationException>(() => JsonFiles.Disassembler(options));
        Assert.Contains(why, $"{e.File} {e.Message}", StringComparison.Ordinal);
    }
}
