using System.Text;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>
/// The pages that are generated from tests are those that the tests give. After a change, run these with
/// <c>VIADUCT_REGENERATE=1</c>: they write the files.
/// </summary>
public class ReferencePageTests
{
    private const string NoEffect = """

        ## Without effect

        `standard`, `compile_parse_tables`, `groupInfo`, `schemaEditorExtension:schemaInfo`: read over.
        `allow_message_breakup_of_infix_root="true"` lets another root record follow behind an infix root's
        delimiter; each becomes a message.

        """;

    public static TheoryData<string> Names => [.. AnnotationExamples.All.Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Annotation_DoesWhatThePageSays(string name)
    {
        var example = AnnotationExamples.All.Single(example => example.Name == name);
        Assert.Contains(example.Shown.Split(' ')[0].Split('=')[0], example.Schema, StringComparison.Ordinal);
        if (example.Document is null)
        {
            await Flat.BothAsync(example.Schema, example.File, example.Xml, example.Written);
            return;
        }

        await Flat.BothAsync(example.Schema, example.File, example.Xml);
        Assert.Equal(example.Written, await Flat.WriteAsync(example.Schema, example.Document));
    }

    [Fact]
    public void AnnotationPage_IsWhatTheExamplesGive()
    {
        var page = new StringBuilder("""
            # The annotations of flat-file schemas

            Generated from the tests: each example is one. The annotations are those of BizTalk's editor, namespace
            `http://schemas.microsoft.com/BizTalk/2003`; what they mean together is told in
            [the README](../../src/Formats/FlatFile/README.md).

            | annotation | of | meaning | default | example | file | XML |
            |---|---|---|---|---|---|---|

            """);
        foreach (var one in AnnotationExamples.All)
        {
            string document = one.Document is null ? "" : $"`{one.Document}` is ";
            string written = one.Written is null ? "" : $"; {document}written as `{one.Written}`";
            page.Append($"| `{one.Name}` | {one.Place} | {one.Meaning} | {one.Default} | `{one.Shown}` "
                + $"| `{one.File}`{written} | `{one.Xml}` |\n");
        }

        Check("docs/reference/flat-file-annotations.md", page.Append(NoEffect).ToString());
    }

    [Fact]
    public async Task ConformancePage_IsWhatTheFilesGive()
    {
        var page = new StringBuilder("""
            # Conformance of flat files

            Generated from the tests: real annotated schemas with real files, from public repositories. Each file is
            parsed, its XML compared with one derived by hand from the schema, and written back.

            | schema | file | result |
            |---|---|---|

            """);
        foreach (var row in Conformance.Files)
        {
            var (folder, schema, file, _) = row.Data;
            var (note, _) = await Conformance.RunAsync(folder, schema, file);
            page.Append($"| {folder}/{schema} | {file} | {note} |\n");
        }

        Check("docs/reference/flat-file-conformance.md", page.ToString());
    }

    private static void Check(string path, string expected)
    {
        string file = Repository.PathOf(path);
        expected = expected.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("VIADUCT_REGENERATE") is not null) File.WriteAllText(file, expected);
        string actual = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(actual == expected,
            $"{path} is not what the tests give. Run this test with VIADUCT_REGENERATE=1 and commit the file.");
    }
}
