using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Tests.Support;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Parses real files and writes them back, and says in a word what became of them.</summary>
internal static class Conformance
{
    public const string Same = "same bytes";
    public const string LineEnd = "same bytes, the missing last line end added";
    public const string LineEndLost = "same bytes without the line end behind the last record: an infix root has none";

    public static readonly TheoryData<string, string, string, string> Files = new()
    {
        { "01-people-delimited", "FF_DSYMBOL_PEOPLE.xsd", "FF_DSYMBOL_PEOPLE.txt", Same },
        { "01-people-delimited", "FF_DSYMBOL_PEOPLE.xsd", "FF_DSYMBOL_PEOPLE WithoutEnterLastLine.txt", LineEnd },
        { "01-people-delimited", "FF_DSYMBOL_PEOPLE.xsd", "FF_DSYMBOL_PEOPLE with errors.txt",
            "refused when validated: invalid, line 3, column 12, byte 95, record Person, field Birthyear" },
        { "02-people-delimited-optional-fields", "FF_DSYMBOL_PEOPLE_Advance.xsd",
            "FF_DSYMBOL_PEOPLE WithOptional.txt", Same },
        { "02-people-delimited-optional-fields", "FF_DSYMBOL_PEOPLE_Advance.xsd",
            "FF_DSYMBOL_PEOPLE WithOptionalNotPresent.txt", LineEndLost },
        { "03-address-delimited", "FF_DSYMBOL_ADDRESS.xsd", "FF_DSYMBOL_ADDRESS.txt", Same },
        { "04-employees-positional", "FF_Positional_Employees.xsd", "FF_Positional_sample.txt", Same },
        { "04-employees-positional", "FF_Positional_Employees.xsd", "FF_Positional_sample - Copy.txt",
            "refused: bad-input, line 3, column 110, byte 349, record Employee" },
        { "05-pessoas-delimited-utf8bom", "TXT_to_XML.xsd", "PESSOAS.txt", Same },
        { "06-simplified-cars-tagged-csv", "SimplifiedCarsFF.xsd", "SimplifiedCarFF.txt", Same },
        { "07-cars-with-pipelines", "SimplifiedCarsFF.xsd", "SimplifiedCarFF.txt", Same },
        { "08-request-csv", "FlatFileSchemaRequest.xsd", "FlatFileInput.csv", Same },
        { "09-response-csv", "FlatFileSchemaResponse.xsd", "ExpectedFlatFileOutput.csv", Same },
    };

    /// <summary>Where the expected XML is.</summary>
    public static string ExpectedPath(string folder, string file) => Repository.PathOf(
        "test", "Formats.Tests", "FlatFile", "Expected", folder, Path.ChangeExtension(file, ".xml"));

    /// <summary>Takes a file through the disassembler, with validation too, and the assembler.</summary>
    public static async Task<(string Note, string? Xml)> RunAsync(
        string folder, string schema, string file)
    {
        string root = Corpus.Folder("flatfile", folder);
        var package = new MemoryPackage().Add(schema, await File.ReadAllBytesAsync(Path.Combine(root, schema)));
        string withLineEnds = Path.Combine(root, "instance-crlf-" + file);
        byte[] bytes = await File.ReadAllBytesAsync(
            File.Exists(withLineEnds) ? withLineEnds : Path.Combine(root, "instance", file));
        var options = new FlatFileOptions { Schema = schema };
        var (messages, failure) = await Flat.RunAsync(Flat.Disassembler(package, options), bytes);
        if (failure is not null) return ($"refused: {failure.Code}, {failure.Place}", null);
        string xml = Assert.Single(messages);
        var checking = Flat.Disassembler(package, options with { Validate = true });
        if ((await Flat.RunAsync(checking, bytes)).Failure is { } invalid)
            return ($"refused when validated: {invalid.Code}, {invalid.Place}", xml);
        return (Compare(bytes, await WriteAsync(package, schema, xml, bytes is [0xEF, 0xBB, 0xBF, ..])), xml);
    }

    private static async Task<byte[]> WriteAsync(IPackageFiles package, string schema, string xml, bool mark)
    {
        var message = Documents.Message(xml);
        var assembler = Flat.Assembler(package, new FlatFileAssembleOptions { Schema = schema, Bom = mark });
        Assert.Null((await assembler.RunAsync(message, new RunContext(), default))?.ToString());
        return message.Bytes();
    }

    private static string Compare(byte[] file, byte[] written)
    {
        if (file.AsSpan().SequenceEqual(written)) return Same;
        byte[] lineEnd = "\r\n"u8.ToArray();
        if (written.AsSpan().SequenceEqual([.. file, .. lineEnd])) return LineEnd;
        return file.AsSpan().SequenceEqual([.. written, .. lineEnd])
            ? LineEndLost
            : $"differs: {Encoding.Latin1.GetString(written)}";
    }
}
