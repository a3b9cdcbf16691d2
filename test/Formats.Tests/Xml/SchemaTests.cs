using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

public class SchemaTests
{
    private const string Text = "<xs:complexType><xs:sequence><xs:element name=\"A\" type=\"xs:string\" "
        + "minOccurs=\"0\" /></xs:sequence></xs:complexType>";

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    public async Task Load_SchemaInAnyEncoding_KnowsItsRoots(string encoding, bool mark)
    {
        string schema = Schemas.Of("targetNamespace=\"urn:a\"", "<xs:element name=\"A\" /><xs:element name=\"B\" />")
            .Replace("utf-8", encoding);
        byte[] bytes =
        [
            .. mark ? Encoding.GetEncoding(encoding).GetPreamble() : [],
            .. Encoding.GetEncoding(encoding).GetBytes(schema),
        ];
        var disassembler = Load(new MemoryPackage().Add("a.xsd", bytes), "a.xsd");
        await disassembler.GoodAsync(Documents.Message("<A xmlns='urn:a'/>"));
        await disassembler.GoodAsync(Documents.Message("<B xmlns='urn:a'/>"));
        var failure = await disassembler.BadAsync(Documents.Message("\n<C xmlns='urn:a'/>"));
        Assert.Equal(FailureCodes.UnknownDocument, failure.Code);
        Assert.Contains("'urn:a#C'", failure.Text);
        Assert.Contains("urn:a#A, urn:a#B", failure.Text);
        Assert.Equal("line 2, column 2", failure.Place?.ToString());
    }

    [Fact]
    public async Task Probe_UnknownType_SaysWhyNot()
    {
        var disassembler = Load(new MemoryPackage().Add("a.xsd", Simple("urn:a", "A")), "a.xsd");
        var probed = await disassembler.ProbeAsync(Documents.Message("<B />"), new RunContext(), default);
        Assert.Equal(FailureCodes.UnknownDocument, probed?.Code);
        Assert.Null(await disassembler.ProbeAsync(Documents.Message("<A xmlns='urn:a'>"), new RunContext(), default));
    }

    [Fact]
    public async Task Disassemble_AllowUnrecognized_TakesOthersToo()
    {
        var options = new XmlOptions { Schemas = ["a.xsd"], AllowUnrecognized = true, Validate = true };
        var disassembler = Documents.Disassembler(options, new MemoryPackage().Add("a.xsd", Simple("urn:a", "A")));
        var message = await disassembler.GoodAsync(Documents.Message("<B><c/></B>"));
        Assert.Equal("B", message.Context[SystemProperties.MessageType].Text);
        await disassembler.BadAsync(Documents.Message("<A xmlns='urn:a'><c/></A>"));
    }

    [Fact]
    public async Task Load_RootReference_KnowsThatRootOnly()
    {
        var files = new MemoryPackage().Add("a.xsd", Schemas.Of(
            "targetNamespace=\"urn:a\"",
            "<xs:annotation><xs:appinfo><b:schemaInfo root_reference=\"A\" /></xs:appinfo></xs:annotation>"
                + "<xs:element name=\"A\" /><xs:element name=\"B\" />"));
        var disassembler = Load(files, "a.xsd");
        await disassembler.GoodAsync(Documents.Message("<A xmlns='urn:a'/>"));
        await disassembler.BadAsync(Documents.Message("<B xmlns='urn:a'/>"));
    }

    [Fact]
    public void Load_OneTypeTwice_NamesBothFiles()
    {
        var files = new MemoryPackage().Add("1.xsd", Simple("urn:a", "A")).Add("2.xsd", Simple("urn:a", "A"));
        var e = Assert.Throws<ComponentConfigurationException>(() => Load(files, "1.xsd", "2.xsd"));
        Assert.Contains("'1.xsd' and '2.xsd'", e.Message);
        Assert.Contains("'urn:a#A'", e.Message);
        Load(files, "1.xsd", "1.xsd", "./1.xsd");
    }

    public static readonly TheoryData<string, string, int?, string> BadSchemas = new()
    {
        { "no XML", "x", 1, "no XML Schema" },
        { "nothing", "", 1, "no XML Schema" },
        { "another document", "<a/>", 1, "no XML Schema" },
        { "not well-formed", Schemas.Of("", "\n<xs:element>"), 5, "no XML Schema" },
        { "a DTD", "<!DOCTYPE a><a/>", 1, "DTD" },
        { "an entity bomb", "<!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>", 1, "DTD" },
        { "an unknown type", Schemas.Of("", "\n<xs:element name=\"a\" type=\"none\" />"), 4, "'none' is not declared" },
        { "no such facet", Schemas.Of("", "<xs:element nam=\"a\" />"), 3, "nam" },
        { "ambiguous content", Schemas.Of("", "<xs:element name=\"a\"><xs:complexType><xs:choice><xs:element "
            + "name=\"b\" /><xs:sequence><xs:element name=\"b\" />"
            + "</xs:sequence></xs:choice></xs:complexType></xs:element>"), 3,
            "ambiguous" },
        { "a type that is its own base", Schemas.Of("", "<xs:complexType name=\"t\"><xs:complexContent><xs:extension "
            + "base=\"t\" /></xs:complexContent></xs:complexType>"), 3, "compile" },
        { "a group in itself", Schemas.Of("", "<xs:group name=\"g\"><xs:sequence><xs:group ref=\"g\" /></xs:sequence>"
            + "</xs:group>"), 3, "ircular" },
        { "a bad pattern", Schemas.Of("", "<xs:simpleType name=\"t\"><xs:restriction base=\"xs:string\"><xs:pattern "
            + "value=\"[\" /></xs:restriction></xs:simpleType>"), 3, "compile" },
        { "deep nesting", Schemas.Of("", string.Concat(Enumerable.Repeat("<xs:sequence>", 5000))), 3, "nested deeper" },
    };

    [Theory]
    [MemberData(nameof(BadSchemas))]
    public void Load_BadSchema_SaysWhatAndWhere(string what, string schema, int? line, string said)
    {
        var e = Assert.Throws<ComponentConfigurationException>(
            () => Load(new MemoryPackage().Add("s/bad.xsd", schema), "s"));
        Assert.Equal((what, "s/bad.xsd", line), (what, e.File, e.Line));
        Assert.Contains(said, e.Message);
    }

    [Theory]
    [InlineData("missing.xsd")]
    [InlineData("folder")]
    [InlineData("")]
    public void Load_MissingPath_NamesIt(string path)
    {
        var e = Assert.Throws<ComponentConfigurationException>(
            () => Load(new MemoryPackage().Add("a.txt", "x"), path));
        Assert.Equal(path, e.File);
        Assert.Contains($"'{path}'", e.Message);
    }

    [Fact]
    public void Create_ValidateWithoutSchemas_IsRefused()
    {
        Assert.Throws<ComponentConfigurationException>(
            () => Documents.Disassembler(new XmlOptions { Validate = true }));
        Assert.Throws<ComponentConfigurationException>(() => Documents.Validator(new MemoryPackage()));
    }

    private static IDisassembler Load(MemoryPackage files, params string[] schemas) =>
        Documents.Disassembler(new XmlOptions { Schemas = schemas }, files);

    private static string Simple(string ns, string root) =>
        Schemas.Of($"targetNamespace=\"{ns}\"", $"<xs:element name=\"{root}\" type=\"xs:int\" />");
}
