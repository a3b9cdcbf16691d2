using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Tests.Support;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Files of several messages, with what stands before and behind them.</summary>
public class ParseInterchangeTests
{
    [Theory]
    [InlineData(Infix, "1,2\r\n3,4\r\n5,6")]
    [InlineData(Infix, "1,2\r\n3,4\r\n5,6\r\n")]
    [InlineData(Postfix, "1,2\r\n3,4\r\n5,6\r\n")]
    [InlineData(Postfix, "1,2\r\n3,4\r\n5,6")]
    [InlineData(Prefix, "\r\n1,2\r\n3,4\r\n5,6")]
    public async Task OneRecordRoot_GivesAMessageForEachRecord(string order, string file)
    {
        string schema = Schema("allow_message_breakup_of_infix_root=\"true\"", Record(
            "Root", Lines + order, Record("L", Commas + Infix, Fields("A", "B"))));
        var (messages, failure) = await RunAsync(Disassembler(schema), Encoding.UTF8.GetBytes(file));
        Assert.Null(failure?.ToString());
        Assert.Equal(
            ["<Root><L><A>1</A><B>2</B></L></Root>", "<Root><L><A>3</A><B>4</B></L></Root>",
                "<Root><L><A>5</A><B>6</B></L></Root>"],
            messages);
    }

    [Theory]
    [InlineData("maxOccurs=\"1\"", "ERROR", 2)]
    [InlineData(Many, "ERROR", 1)]
    [InlineData(Many, "", 1)]
    [InlineData("maxOccurs=\"1\"", "", 2)]
    public async Task HeaderBodyAndTrailer(string occurs, string tag, int count)
    {
        string bar = "child_delimiter_type=\"char\" child_delimiter=\"|\" " + Infix;
        var package = new MemoryPackage()
            .Add("H.xsd", Schema("", Record("Header", Lines + Postfix, Fields("Location"))))
            .Add("T.xsd", Schema("", Record("Trailer", Lines + Postfix, Fields("BatchID"))))
            .Add("B.xsd", Schema("", Record("Body", Lines + Postfix, RecordOf(
                "Error", occurs, bar + $"tag_name=\"{tag}\"", Fields("ID", "Type", "Text")))));
        var options = new FlatFileOptions { Schema = "B.xsd", Header = "H.xsd", Trailer = "T.xsd" };
        var (messages, failure) = await RunAsync(
            Disassembler(package, options),
            Encoding.UTF8.GetBytes($"East Coast\r\n{tag}102|0|High\r\n{tag}16502|2|Low\r\n8675309\r\n"));
        Assert.Null(failure?.ToString());
        Assert.Equal(count, messages.Count);
        Assert.Contains("<ID>16502</ID><Type>2</Type><Text>Low</Text>", messages[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T|", "", 1_000_000, 16 << 20)]
    [InlineData("", "", 1_000_000, 16 << 20)]
    [InlineData("T|", Many, 200_000, 16 << 20)]
    [InlineData("", Many, 50_000, 16 << 20)]
    [InlineData("T|", "", 100_000, 300_000)]
    public async Task LongTrailers_AreRecognised(string tag, string occurs, int length, int valueCharacters)
    {
        string bar = "child_delimiter_type=\"char\" child_delimiter=\"|\" " + Infix;
        var package = new MemoryPackage()
            .Add("T.xsd", Schema("", Record("Trailer", Lines + Postfix, RecordOf(
                "Sum", occurs, tag.Length > 0 ? $"{bar}tag_name=\"{tag}\"" : bar, Fields("A", "B", "C")))))
            .Add("B.xsd", Schema("", Record("Body", Lines + Postfix, RecordOf("L", Many, bar, Fields("A", "B")))));
        string line = tag + (occurs.Length > 0 ? "a|b|c\r\n" : $"a|{new string('b', length)}|c\r\n");
        string trailer = occurs.Length > 0 ? string.Concat(Enumerable.Repeat(line, length / line.Length)) : line;
        string body = string.Concat(Enumerable.Repeat("12345|67890\r\n", 20_000));
        var (messages, failure) = await RunAsync(
            Disassembler(package, new FlatFileOptions { Schema = "B.xsd", Trailer = "T.xsd" }),
            Encoding.UTF8.GetBytes(body + trailer),
            limits: new PipelineLimits { ValueCharacters = valueCharacters });
        Assert.Null(failure?.ToString());
        Assert.Equal(20_000, Assert.Single(messages).Split("<L>").Length - 1);
    }

    [Theory]
    [InlineData("1,2\r\n\r\n\r\n")]
    [InlineData("1,2\r\n\u001a")]
    public async Task EmptyLinesAtTheEnd_AreNothing(string file) => Assert.Equal(
        "<Root><L><A>1</A><B>2</B></L></Root>",
        await ParseAsync(
            Schema("", Record("Root", Lines + Postfix, RecordOf("L", Many, Commas + Infix, Fields("A", "B")))), file));
}
