using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The tool debatch.</summary>
public class OfflineDebatchTests
{
    [Fact]
    public async Task Debatch_writes_one_file_per_document()
    {
        using var folder = EnvelopeFiles.Folder();
        folder.Write("in.xml", EnvelopeFiles.Batch("1", "2"));
        var made = await DebatchAsync(folder, 0, "in.xml", "--out", folder.PathOf("out"));
        Assert.Equal(2, made.GetProperty("messages").GetInt32());
        Assert.Equal(["in-000001.xml", "in-000002.xml"], Names(folder));
        Assert.Equal(
            "<o:Order xmlns:b=\"urn:b\" xmlns:o=\"urn:o\"><Id>2</Id></o:Order>",
            File.ReadAllText(folder.PathOf("out/in-000002.xml")));

        var printed = await ViaductProgram.RunAsync(["debatch", "--schema", "schemas", "in.xml"], folder.Path);
        Assert.Equal((0, ""), (printed.ExitCode, printed.Error));
        Assert.Equal(2, printed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Debatch_finds_what_is_imported_by_name_only()
    {
        using var folder = EnvelopeFiles.Folder();
        const string Import = "<xs:import namespace=\"urn:o\" schemaLocation=\"Contoso.Schemas.Order\" />";
        int first = EnvelopeFiles.BatchSchema.IndexOf("<xs:annotation", StringComparison.Ordinal);
        folder.Write("schemas/Batch.xsd", EnvelopeFiles.BatchSchema.Insert(first, Import));
        folder.Write("in.xml", EnvelopeFiles.Batch("1"));
        await ViaductProgram.JsonAsync(
            0, "debatch", "--envelope", folder.PathOf("schemas/Batch.xsd"), folder.PathOf("in.xml"), "--out",
            folder.PathOf("out"));
        Assert.Equal(["in-000001.xml"], Names(folder));
    }

    [Fact]
    public async Task A_bad_document_leaves_nothing_or_is_marked()
    {
        using var folder = EnvelopeFiles.Folder();
        folder.Write("in.xml", EnvelopeFiles.Batch("1", "two", "3"));
        var whole = await DebatchAsync(folder, 2, "in.xml", "--validate", "--out", folder.PathOf("out"));
        Assert.Equal((5, 35), (whole.GetProperty("line").GetInt32(), whole.GetProperty("column").GetInt32()));
        Assert.Equal("two", whole.GetProperty("found").GetString());
        Assert.Empty(Names(folder));

        var parts = await DebatchAsync(
            folder, 2, "in.xml", "--validate", "--recoverable", "--out", folder.PathOf("out"));
        Assert.Equal(2, parts.GetProperty("messages").GetInt32());
        Assert.Equal(2, Assert.Single(parts.GetProperty("bad").EnumerateArray()).GetProperty("part").GetInt32());
        Assert.Equal(["in-000001.xml", "in-000002.bad.xml", "in-000003.xml"], Names(folder));
    }

    [Fact]
    public async Task Bad_input_and_bad_schemas_have_their_exit_codes()
    {
        using var folder = EnvelopeFiles.Folder();
        string good = EnvelopeFiles.Batch("1", "2");
        var bad = new (string Name, string Content)[]
        {
            ("truncated.xml", good[..^20]), ("empty.xml", ""), ("flat.txt", "1;2;3"),
            ("no-body.xml", "<b:Batch xmlns:b='urn:b' />"),
            ("dtd.xml", "<!DOCTYPE b [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + good),
            ("deep.xml", good.Replace("<Id>", string.Concat(Enumerable.Repeat("<x>", 3000)), StringComparison.Ordinal)),
        };
        foreach (var (name, content) in bad)
        {
            folder.Write(name, content);
            var refused = await DebatchAsync(folder, 2, name, "--out", folder.PathOf("out"));
            Assert.NotEmpty(refused.GetProperty("error").GetString()!);
            Assert.Empty(Names(folder));
        }

        folder.Write("good.xml", good);
        folder.Write("schemas/Batch.xsd", "<xs:schema");
        var schema = await DebatchAsync(folder, 3, "good.xml");
        Assert.Equal("schemas/Batch.xsd", schema.GetProperty("file").GetString());
        await ViaductProgram.JsonAsync(2, "debatch", folder.PathOf("good.xml"));
    }

    private static Task<JsonElement> DebatchAsync(
        TempFolder folder, int exitCode, string input, params string[] more) =>
        ViaductProgram.JsonAsync(
            exitCode, ["debatch", "--schema", folder.PathOf("schemas"), folder.PathOf(input), .. more]);

    private static string[] Names(TempFolder folder) =>
    [
        .. Directory.EnumerateFiles(folder.PathOf("out")).Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal),
    ];
}
