using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Json;

/// <summary>Lines, and items of an array, become messages; bad ones are suspended alone or with everything.</summary>
public class SplitTests
{
    private static readonly JsonOptions Lines = new() { Root = "R", Split = JsonSplit.Lines };
    private static readonly JsonOptions Items = new() { Root = "R", Split = JsonSplit.Array };

    /// <summary>A file of lines, and its parts: good ones by their JSON, bad ones by their bytes.</summary>
    public static readonly TheoryData<string, string[]> OfLines = new()
    {
        { "{\"a\":1}\n{\"a\":2}\n", ["{\"a\":1}", "{\"a\":2}"] },
        { "\uFEFF1\r\n\r\n  \n\"x\" \r\nnull", ["1", "\"x\"", "null"] },
        { "{\"a\":1}\n{\"a\":}\n{\"a\":3}", ["{\"a\":1}", "!{\"a\":}\n", "{\"a\":3}"] },
        { "{\n{\"a\":2}\n", ["!{\n", "{\"a\":2}"] },
        { "{\"a\":1} {\"a\":2}\n[3]\n", ["!{\"a\":1} {\"a\":2}\n", "[3]"] },
        { "{\"a\":\"é\n\"x\"\n{\"a\":1,\"a\":2}\r\n\"\\u0000\"\n5", ["!{\"a\":\"é\n", "\"x\"", "!{\"a\":1,\"a\":2}\r\n",
            "!\"\\u0000\"\n", "5"] },
        { "1\n\"open", ["1", "!\"open"] },
        { "x", ["!x"] },
    };

    [Theory]
    [MemberData(nameof(OfLines))]
    public async Task Lines_BecomeMessages_AndBadOnesAreSuspendedAlone(string file, string[] parts)
    {
        foreach (int piece in new[] { 0, 1, 4 })
        {
            var message = JsonFiles.Message(file, piece);
            var items = await JsonFiles.Disassembler(Lines with { Recoverable = true }).AllAsync(message);
            string[] expected = [.. parts.Select(part => part.Replace("!", file[0] == '\uFEFF' ? "!\uFEFF" : "!"))];
            Assert.Equal(expected, await ShownAsync(items));
            var all = await JsonFiles.Disassembler(Lines).AllAsync(JsonFiles.Message(file, piece));
            int good = parts.TakeWhile(part => part[0] != '!').Count();
            Assert.Equal(good == parts.Length, all.TrueForAll(item => item.Failure is null));
            if (good == parts.Length) continue;
            Assert.Equal((good + 1, false), (all.Count, all[^1].Recoverable));
            Assert.StartsWith($"Part {good + 1} of the file: ", all[^1].Failure!.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task BadLine_NamesItsPlace()
    {
        var items = await JsonFiles.Disassembler(Lines with { Recoverable = true })
            .AllAsync(JsonFiles.Message("1\n{\"a\":tru}\n3"));
        Assert.StartsWith(
            "Part 2 of the file, from line 2, column 1, byte 2 on: Expected a value",
            items[1].Failure!.Text, StringComparison.Ordinal);
        Assert.Equal("line 2, column 6, byte 7, field a", items[1].Failure!.Place!.ToString());
        Assert.Equal(
            ["line 1, column 1, byte 0", "line 2, column 1, byte 2", "line 3, column 1, byte 12"],
            items.Select(item => item.Message!.Context[XmlProperties.PartPlace].Text));
        Assert.Equal("application/json", items[1].Message!.ContentType);
    }

    [Fact]
    public async Task BytesThatAreNoCharacters_SuspendTheirLineAlone()
    {
        byte[] file = [.. "1\n\"é"u8, 0xC3, 0x28, 0xFF, .. "\"\n\"ü\"\n"u8, 0xFF, .. "\n4"u8];
        foreach (int piece in new[] { 0, 1, 3 })
        {
            var items = await JsonFiles.Disassembler(Lines with { Recoverable = true })
                .AllAsync(JsonFiles.Message(file, piece));
            Assert.Equal(5, items.Count);
            Assert.Equal(file[2..10], items[1].Message!.Bytes());
            Assert.Equal("\"ü\"", await JsonFiles.JsonOfAsync(items[2].Message!.Text()));
            Assert.Equal([0xFF, (byte)'\n'], items[3].Message!.Bytes());
            Assert.Equal("line 4, column 1, byte 15", items[3].Failure!.Place!.ToString());
        }
    }

    /// <summary>An array, and its parts.</summary>
    public static readonly TheoryData<string, string[]> OfItems = new()
    {
        { "[]", [] },
        { " [ ] \n", [] },
        { "[{\"a\":[1,2]},[3],\"x\",4,null]", ["{\"a\":[1,2]}", "[3]", "\"x\"", "4", "null"] },
        { "[{\"a\":1,\"a\":2}, {\"a\":3} ,{\"a\":[\"\\u0000\",{}]},4]",
            ["![{\"a\":1,\"a\":2}]", "{\"a\":3}", "![{\"a\":[\"\\u0000\",{}]}]", "4"] },
        { "\uFEFF[1,\"\\ufffe\"]", ["1", "!\uFEFF[\"\\ufffe\"]"] },
    };

    [Theory]
    [MemberData(nameof(OfItems))]
    public async Task Items_BecomeMessages_AndBadOnesAreSuspendedAlone(string file, string[] parts)
    {
        foreach (int piece in new[] { 0, 1, 4 })
        {
            var items = await JsonFiles.Disassembler(Items with { Recoverable = true })
                .AllAsync(JsonFiles.Message(file, piece));
            Assert.Equal(parts, await ShownAsync(items));
        }
    }

    [Theory]
    [InlineData("[1,2,{\"a\":}]", "Part 3 of the file: Expected a value", 2)]
    [InlineData("[1,2", "Part 3 of the file: Expected ',' or ']'", 2)]
    [InlineData("[1] 2", "Part 2 of the file: Expected the end of the file", 1)]
    [InlineData("{\"a\":[1]}", "Expected an array, whose items are the messages", 0)]
    [InlineData("17", "Expected an array, whose items are the messages", 0)]
    public async Task Array_WhoseNextItemCannotBeFound_IsSuspendedAsAWhole(string file, string why, int good)
    {
        foreach (bool recoverable in new[] { true, false })
        {
            var items = await JsonFiles.Disassembler(Items with { Recoverable = recoverable })
                .AllAsync(JsonFiles.Message(file));
            Assert.Equal((good + 1, false), (items.Count, items[^1].Recoverable));
            Assert.Contains(why, items[^1].Failure!.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{\"a\" : 1 }\n[ \"é\" ]\n", "{\"a\" : 1 }", "[ \"é\" ]", JsonSplit.Lines)]
    [InlineData("[ {\"a\" : 1 } ,\n[ \"é\" ] ]", "{\"a\" : 1 }", "[ \"é\" ]", JsonSplit.Array)]
    public async Task PassThrough_KeepsThePartsAsTheyAreWritten(
        string file, string first, string second, JsonSplit split)
    {
        var options = new JsonOptions { PassThrough = true, Split = split, MessageType = "T" };
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        foreach (int piece in new[] { 0, 1, 4 })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(file)];
            var items = await JsonFiles.Disassembler(options).AllAsync(JsonFiles.Message(bytes, piece));
            Assert.Equal([first, second], items.Select(item => item.Message!.Text()));
            Assert.All(items, item => Assert.Equal(
                "T", item.Message!.Context[SystemProperties.MessageType].Text));
        }
    }

    [Fact]
    public async Task LargeParts_AreCopiedAndConverted_WhateverTheirSize()
    {
        var values = Enumerable.Range(0, 40_000).Select(i => $"{{\"é{i % 10}\":\"😀 {i}\"}}");
        string large = $"[{string.Join(" , ", values)}]";
        string file = $"{large}\n{large}\n";
        var passed = await JsonFiles.Disassembler(new JsonOptions { PassThrough = true, Split = JsonSplit.Lines })
            .AllAsync(JsonFiles.Message(file, 10_007));
        Assert.Equal([large, large], passed.Select(item => item.Message!.Text()));
        var converted = await JsonFiles.Disassembler(Lines).AllAsync(JsonFiles.Message(file, 10_007));
        foreach (var item in converted)
            Assert.Equal(
                large.Replace(" , ", ",", StringComparison.Ordinal), await JsonFiles.JsonOfAsync(item.Message!.Text()));
    }

    [Fact]
    public async Task ResumedMessage_IsNotTakenApartAgain_AndAResumedPartIs()
    {
        foreach (var options in new[] { Lines, Items })
        {
            var disassembler = JsonFiles.Disassembler(options with { Recoverable = true });
            string file = options.Split == JsonSplit.Lines ? "1\n\"\\u0001\"\n" : "[1,\"\\u0001\"]";
            var items = await disassembler.AllAsync(JsonFiles.Message(file));
            var again = Assert.Single(await disassembler.AllAsync(items[0].Message!));
            Assert.Same(items[0].Message, again.Message);
            var part = items[1].Message!;
            part.Body = Body.From(Encoding.UTF8.GetBytes(
                part.Text().Replace("\\u0001", "mended", StringComparison.Ordinal)));
            var mended = await disassembler.GoodAsync(part);
            Assert.Equal("\"mended\"", await JsonFiles.JsonOfAsync(mended.Text()));
        }
    }

    private static async Task<List<string>> ShownAsync(IEnumerable<DisassembledItem> items)
    {
        var shown = new List<string>();
        foreach (var item in items)
        {
            Assert.True(item.Recoverable);
            shown.Add(item.Failure is null
                ? await JsonFiles.JsonOfAsync(item.Message!.Text())
                : "!" + item.Message!.Text());
        }

        return shown;
    }
}
