using System.Text;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.FlatFile.Inference;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Schemas proposed for samples: they give the samples back, or there is a reason why not.</summary>
public class SchemaInferenceTests
{
    public static TheoryData<string, string, string> Good => new()
    {
        { "delimited", "Id,Name,Total\r\n1,Ann,2.50\r\n2,Bob,3\r\n", "<Id>1</Id><Name>Ann</Name><Total>2.50</Total>" },
        { "delimited", "1;a;2024-12-31\n2;b;2025-01-01", "<Field3>2024-12-31</Field3>" },
        { "delimited", "a\tb\t\nc\td\te\n", "<Field3 />" },
        { "delimited", "1|x|y\n2|z\n", "<Field1>2</Field1><Field2>z</Field2></Record>" },
        { "delimited", "\"a,b\",1\r\n\"c \"\"d\"\"\",2\r\n", "<Field1>a,b</Field1>" },
        { "delimited", "\"two\r\nlines\",1\r\n\"c\",2\r\n", "<Field2>1</Field2>" },
        { "delimited", "a,b,c", "<Field3>c</Field3>" },
        { "delimited", "x y,x y,1st\n1,2,3\n", "<Field2>x y</Field2>" },
        { "tagged", "H,7,May\nL,1\nL,2\nT,2,a,b\n", "<H><Field1>7</Field1><Field2>May</Field2></H><L>" },
        { "tagged", "A|1\r\nB|1|2\r\nA|3\r\nAB|4|5|6\r\n", "</A><AB><Field1>4</Field1>" },
        { "positional", "Ann   12 x\nBob    3 y\nCyril  4 z\n", "<Field1>Ann</Field1><Field2>12</Field2>" },
        { "positional", "AB123 x\r\nCD456 y\r\n", "<Field1>AB</Field1><Field2>123</Field2><Field3>x</Field3>" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Proposals_GiveTheSampleBack(string structure, string file, string xml)
    {
        Encoding[] encodings =
        [
            new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true),
            new UnicodeEncoding(true, true), new UnicodeEncoding(false, false),
        ];
        foreach (var encoding in encodings)
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(file)];
            var (schema, failure) = await SchemaInference.InferAsync(new MemoryStream(bytes), "my file", default);
            Assert.Null(failure?.ToString());
            Assert.Equal(structure, schema!.Structure);
            var (messages, fault) = await Flat.RunAsync(Flat.Disassembler(schema.Schema), bytes);
            Assert.Null(fault?.ToString());
            string document = Assert.Single(messages);
            Assert.StartsWith("<my_file>", document, StringComparison.Ordinal);
            Assert.Contains(xml, document, StringComparison.Ordinal);
            var message = Documents.Message(document);
            var options = new FlatFileAssembleOptions { Schema = Flat.Path, Bom = schema.HasMark };
            Assert.Null(await Flat.Assembler(schema.Schema, options).RunAsync(message, new RunContext(), default));
            Assert.True(message.Body.TryGetBytes(out var written));
            Assert.Equal(bytes, written.ToArray());
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("hello", "No comma")]
    [InlineData("a,b\r\nc,d\ne,f\r\n", "CR LF")]
    [InlineData("a,b\n\0\u0001\u0002,c\n", "binary")]
    [InlineData("a,b\n\nc,d\n", "No comma")]
    [InlineData("a,b\nc,d\n\n\n", "No comma")]
    [InlineData("\"a,b\",1\nc,2\n", "some values only")]
    [InlineData("\"a,1\nc,2\n", "no partner")]
    public async Task SamplesWithoutSchema_SayWhy(string file, string why)
    {
        var (schema, failure) = await SchemaInference.InferAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(file)), "x", default);
        Assert.Null(schema);
        Assert.Contains(why, failure!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargeFiles_AreReadInPart()
    {
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("12345,é\n", 300_000)));
        var stream = new MemoryStream(lines);
        var (schema, _) = await SchemaInference.InferAsync(stream, "x", default);
        Assert.Contains(schema!.Assumptions, text => text.Contains("Only the first", StringComparison.Ordinal));
        Assert.Equal(SchemaInference.SampleBytes + 1, stream.Position);

        var giant = new MemoryStream(new string('a', 3 << 20).Select(c => (byte)c).ToArray());
        var (none, failure) = await SchemaInference.InferAsync(giant, "x", default);
        Assert.Null(none);
        Assert.Contains("no line end", failure!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyBytes_GiveAProposalOrAReason()
    {
        var random = new Random(7);
        const string Letters = "ab1 ,;|\t\"\r\n\n\nHé-.";
        for (int i = 0; i < 2_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ =>
                Letters[random.Next(Letters.Length)]));
            byte[] bytes = i % 4 == 0 ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text);
            var (schema, failure) = await SchemaInference.InferAsync(new MemoryStream(bytes), "x", default);
            Assert.True(schema is null != failure is null, text);
        }
    }
}
