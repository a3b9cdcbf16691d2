using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Schemas in several files.</summary>
public class SchemaImportTests
{
    [Theory]
    [InlineData("schemas/main.xsd", @".\parts\part.xsd", "schemas/parts/part.xsd")]
    [InlineData("schemas/main.xsd", "../other/part.xsd", "other/part.xsd")]
    [InlineData("main.xsd", "my%20part.xsd", "my part.xsd")]
    [InlineData("main.xsd", "./././part.xsd", "part.xsd")]
    [InlineData("../shared/main.xsd", "part.xsd", "../shared/part.xsd")]
    public async Task Load_ImportByLocation_FindsIt(string main, string location, string part)
    {
        var files = new MemoryPackage().Add(part, Simple("urn:b", "B")).Add(main, Importing(location));
        await ValidateImportedAsync(files, main);
        Assert.Equal(
            new[] { main, part }.Order(StringComparer.Ordinal),
            Factory.FilesOf(new XmlOptions { Schemas = [main] }, files).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Contoso.Schemas.B, Contoso.Schemas, Version=1.0.0.0")]
    [InlineData("Contoso.Schemas.B")]
    [InlineData("http://127.0.0.1:1/b.xsd")]
    [InlineData("/etc/b.xsd")]
    [InlineData(@"..\..\b.xsd")]
    [InlineData("file:///etc/b.xsd")]
    [InlineData(null)]
    public async Task Load_ImportByTypeNameOrAddress_TakesTheNamedFileOfThatNamespace(string? location)
    {
        var files = new MemoryPackage().Add("x/part.xsd", Simple("urn:b", "B")).Add("main.xsd", Importing(location));
        await ValidateImportedAsync(files, "main.xsd", "x");
    }

    [Theory]
    [InlineData("Contoso.Schemas.B")]
    [InlineData("http://127.0.0.1:1/b.xsd")]
    [InlineData("../part.xsd")]
    [InlineData("/etc/passwd")]
    public void Load_ImportThatIsNotInThePackage_SaysSo(string location)
    {
        var files = new MemoryPackage().Add("main.xsd", Importing(location));
        var e = Assert.Throws<ComponentConfigurationException>(() => Load(files, "main.xsd"));
        Assert.Equal(("main.xsd", 3), (e.File, e.Line));
        Assert.Contains($"'{location}' that it names is not in the package", e.Message);
        Assert.Equal(["main.xsd"], Factory.FilesOf(new XmlOptions { Schemas = ["main.xsd"] }, files));
    }

    [Fact]
    public async Task Load_FilesThatImportEachOther_Compile()
    {
        string A(string own, string other) => Schemas.Of(
            $"targetNamespace=\"urn:{own}\" xmlns:o=\"urn:{other}\"",
            $"<xs:import namespace=\"urn:{other}\" schemaLocation=\"{other}.xsd\" /><xs:simpleType name=\"T\">"
                + $"<xs:restriction base=\"xs:int\" /></xs:simpleType><xs:element name=\"{own}\" type=\"o:T\" />");
        var files = new MemoryPackage().Add("a.xsd", A("a", "b")).Add("b.xsd", A("b", "a"));
        var validator = Documents.Validator(files, ".");
        Assert.Null(await validator.RunAsync(Documents.Message("<a xmlns='urn:a'>1</a>"), new RunContext(), default));
        Assert.NotNull(
            await validator.RunAsync(Documents.Message("<b xmlns='urn:b'>x</b>"), new RunContext(), default));
    }

    [Fact]
    public async Task Load_FolderWithIncludedParts_KnowsTheirRootsOnce()
    {
        string Main(string name) => Schemas.Of(
            "targetNamespace=\"urn:a\" xmlns=\"urn:a\"",
            $"<xs:include schemaLocation=\"part.xsd\" /><xs:element name=\"{name}\" type=\"T\" />");
        var files = new MemoryPackage()
            .Add("s/one.xsd", Main("One"))
            .Add("s/two.xsd", Main("Two"))
            .Add("s/part.xsd", Schemas.Of("", "<xs:element name=\"Part\" type=\"T\" /><xs:simpleType name=\"T\">"
                + "<xs:restriction base=\"xs:int\" /></xs:simpleType>"));
        var disassembler = Documents.Disassembler(new XmlOptions { Schemas = ["s"], Validate = true }, files);
        foreach (string root in new[] { "One", "Two", "Part" })
        {
            await disassembler.GoodAsync(Documents.Message($"<{root} xmlns='urn:a'>1</{root}>"));
            await disassembler.BadAsync(Documents.Message($"<{root} xmlns='urn:a'>x</{root}>"));
        }
    }

    [Fact]
    public async Task Load_TwoVersionsWithTheSameTypeNames_AreApart()
    {
        string Version(string root, string type) => Schemas.Of(
            "targetNamespace=\"urn:a\" xmlns=\"urn:a\"",
            $"<xs:element name=\"{root}\" type=\"T\" /><xs:simpleType name=\"T\"><xs:restriction base=\"xs:{type}\" />"
                + "</xs:simpleType>");
        var files = new MemoryPackage().Add("1.xsd", Version("A1", "int")).Add("2.xsd", Version("A2", "boolean"));
        var validator = Documents.Validator(files, "1.xsd", "2.xsd");
        Assert.Null(await validator.RunAsync(Documents.Message("<A1 xmlns='urn:a'>5</A1>"), new RunContext(), default));
        Assert.NotNull(
            await validator.RunAsync(Documents.Message("<A2 xmlns='urn:a'>5</A2>"), new RunContext(), default));
    }

    private static IPipelineComponentFactory Factory => FormatComponents.All.Single(factory => factory.Name == "xml");

    private static IDisassembler Load(MemoryPackage files, params string[] schemas) =>
        Documents.Disassembler(new XmlOptions { Schemas = schemas }, files);

    private static string Simple(string ns, string root) =>
        Schemas.Of($"targetNamespace=\"{ns}\"", $"<xs:element name=\"{root}\" type=\"xs:int\" />");

    private static string Importing(string? location) => Schemas.Of(
        "targetNamespace=\"urn:a\" xmlns:o=\"urn:b\"",
        $"<xs:import namespace=\"urn:b\" {(location is null ? "" : $"schemaLocation=\"{location}\"")} />"
            + "<xs:element name=\"A\"><xs:complexType><xs:sequence><xs:element ref=\"o:B\" /></xs:sequence>"
            + "</xs:complexType></xs:element>");

    private static async Task ValidateImportedAsync(MemoryPackage files, params string[] schemas)
    {
        var disassembler = Documents.Disassembler(new XmlOptions { Schemas = schemas, Validate = true }, files);
        await disassembler.GoodAsync(Documents.Message("<A xmlns='urn:a'><B xmlns='urn:b'>1</B></A>"));
        var failure = await disassembler.BadAsync(Documents.Message("<A xmlns='urn:a'><B xmlns='urn:b'>x</B></A>"));
        Assert.Equal(FailureCodes.Invalid, failure.Code);
    }

}
