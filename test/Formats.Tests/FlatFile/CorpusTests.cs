namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Schemas and files of real applications, which nobody wrote for these tests.</summary>
public class CorpusTests
{
    [Theory]
    [MemberData(nameof(Conformance.Files), MemberType = typeof(Conformance))]
    public async Task File_GivesTheExpectedXmlAndComesBack(string folder, string schema, string file, string note)
    {
        var result = await Conformance.RunAsync(folder, schema, file);
        Assert.Equal(note, result.Note);
        if (result.Xml is null) return;
        string path = Conformance.ExpectedPath(folder, file);
        Assert.Equal((await File.ReadAllTextAsync(path)).TrimEnd('\n'), result.Xml);
    }
}
