using System.Text;
using Viaduct.Formats.FlatFile.Inference;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>The page on proposed schemas shows what happens.</summary>
public class InferPageTests
{
    private const string LastLine = "0002;\"Bob; Sons\";1;5.00;2026-01-16";
    private const string BetterLine = "0002;Bob;1;5.00;2026-01-16";

    private static readonly string Page =
        File.ReadAllText(Repository.PathOf("docs/reference/schema-infer.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task The_sample_with_some_quotation_marks_is_refused()
    {
        var (schema, failure) = await InferAsync(Block("text", 0));
        Assert.Null(schema);
        Assert.EndsWith(failure!.Text, Block("text", 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_gives_the_schema_that_is_told_and_the_document()
    {
        Assert.Contains(BetterLine, Page, StringComparison.Ordinal);
        string sample = Block("text", 0).Replace(LastLine, BetterLine, StringComparison.Ordinal) + "\n";
        var (schema, failure) = await InferAsync(sample);
        Assert.Null(failure?.ToString());
        Assert.Equal(Block("text", 2), string.Join('\n', schema!.Assumptions));
        var (messages, fault) = await Flat.RunAsync(Flat.Disassembler(schema.Schema), BytesOf(sample));
        Assert.Null(fault?.ToString());
        string shown = string.Concat(Block("xml", 0).Split('\n').Select(line => line.Trim()));
        Assert.Equal(shown, Assert.Single(messages));
    }

    private static async Task<(InferredSchema? Schema, Core.Pipelines.Failure? Failure)> InferAsync(string sample) =>
        await SchemaInference.InferAsync(new MemoryStream(BytesOf(sample)), "orders", default);

    private static byte[] BytesOf(string sample) =>
        Encoding.UTF8.GetBytes(sample.Replace("\n", "\r\n", StringComparison.Ordinal));

    private static string Block(string kind, int index) =>
        Page.Split($"```{kind}\n")[index + 1].Split("\n```")[0];
}
