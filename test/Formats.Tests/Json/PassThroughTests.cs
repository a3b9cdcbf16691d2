using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Json;

/// <summary>Messages stay JSON, and properties are promoted by JSON Pointer.</summary>
public class PassThroughTests
{
    private static readonly JsonOptions Options = new() { PassThrough = true, MessageType = "T" };

    private static readonly PropertyKey Key = PropertyKey.Get("urn:p", "P");

    /// <summary>A document, a pointer, and the value; empty for none.</summary>
    public static readonly TheoryData<string, string, string> Values = new()
    {
        { """{"a":"x"}""", "/a", "x" },
        { """{"a":{"b":[{"c":"x"},{"c":"y"}]}}""", "/a/b/1/c", "y" },
        { """{"a":17.50}""", "/a", "17.50" },
        { """{"a":true,"b":false}""", "/b", "false" },
        { """{"a":null}""", "/a", "" },
        { """{"a":""}""", "/a", "" },
        { """{"a":{"b":1}}""", "/a", "" },
        { """{"a":[1]}""", "/a", "" },
        { """{"a":[1]}""", "/a/-", "" },
        { """{"a":[1]}""", "/a/00", "" },
        { """{"a":{"0":"x"}}""", "/a/0", "x" },
        { """{"a/b":{"c~d":"x"}}""", "/a~1b/c~0d", "x" },
        { """{"":"x"}""", "/", "x" },
        { "\"x\"", "", "x" },
        { """[["a"],["b","c"]]""", "/1/1", "c" },
        { """{"b":{"a":"y"},"a":"x"}""", "/a", "x" },
        { """{"a":{"x":{"a":"n"}},"x":{"y":1,"a":"v\u0041\n"}}""", "/x/a", "vA\n" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Pointer_FindsTheValue_AndTheBodyStaysAsItIs(string json, string pointer, string value)
    {
        foreach (int piece in new[] { 0, 1, 3 })
        {
            var source = JsonFiles.Message(json, piece);
            var message = await Disassembler(pointer).GoodAsync(source);
            Assert.Same(source.Body, message.Body);
            Assert.Equal("application/json", message.ContentType);
            Assert.Equal("T", message.Context[SystemProperties.MessageType].Text);
            var found = message.Context[Key];
            Assert.Equal(value, found.Kind == PropertyValueKind.None ? "" : found.Text);
        }
    }

    [Fact]
    public async Task Pointer_ReadsNumbersAndRefusesOthers()
    {
        var disassembler = Disassembler("/a", PropertyValueKind.Number);
        Assert.Equal(1.5m, (await disassembler.GoodAsync(JsonFiles.Message("""{"a":1.5}"""))).Context[Key].Number);
        Assert.Equal(1.5m, (await disassembler.GoodAsync(JsonFiles.Message("""{"a":"1.5"}"""))).Context[Key].Number);
        var failure = await disassembler.BadAsync(JsonFiles.Message("{\n\"a\":\"x\"}"));
        Assert.Equal((FailureCodes.Invalid, 2), (failure.Code, (int)failure.Place!.Line!));
        Assert.Contains("Its path is /a.", failure.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pointer_ToALongValue_IsRefused()
    {
        string json = $$"""{"a":"{{new string('x', 20_000)}}"}""";
        var failure = await Disassembler("/a").BadAsync(JsonFiles.Message(json));
        Assert.Equal(FailureCodes.Limit, failure.Code);
        Assert.Equal(20_000, (await Disassembler("/a", promoted: false).GoodAsync(JsonFiles.Message(json)))
            .Context[Key].Text.Length);
    }

    [Fact]
    public void Doubts_SayWhichFormIsRight()
    {
        var path = new ConfiguredPromotion("T", "/a", Key, PropertyValueKind.String);
        var pointer = path with { Form = PromotionForm.Pointer };
        var passing = (IKnowsDocuments)JsonFiles.Disassembler(Options);
        var converting = (IKnowsDocuments)JsonFiles.Disassembler(new JsonOptions { Root = "T" });
        Assert.Contains("write pointer", passing.DoubtOf(path), StringComparison.Ordinal);
        Assert.Contains("write path", converting.DoubtOf(pointer), StringComparison.Ordinal);
        Assert.Null(passing.DoubtOf(pointer));
        Assert.Null(converting.DoubtOf(path));
        Assert.Null(passing.DoubtOf(path with { MessageType = "Other" }));
    }

    [Theory]
    [InlineData("a", "begins with /")]
    [InlineData("/a~2", "~ stands as ~0 or ~1 only")]
    [InlineData("/a~", "~ stands as ~0 or ~1 only")]
    public void Pointer_ThatIsNone_IsRefused(string pointer, string why)
    {
        Assert.Contains(why, PromotionPointers.ObjectionTo(pointer), StringComparison.Ordinal);
        Assert.Throws<ComponentConfigurationException>(() => Disassembler(pointer));
    }

    private static IDisassembler Disassembler(
        string pointer, PropertyValueKind kind = PropertyValueKind.String, bool promoted = true) =>
        JsonFiles.Disassembler(Options, null, new ConfiguredPromotion("T", pointer, Key, kind, promoted)
        {
            Form = PromotionForm.Pointer,
        });
}
