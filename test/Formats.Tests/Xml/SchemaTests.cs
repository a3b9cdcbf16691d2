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

    [Theory]
    [InlineData("<xs:element name=\"A\" maxOccurs=\"unbounded\" />")]
    [InlineData("<xs:element name=\"A\" maxOccurs=\"2\" />")]
    [InlineData("<xs:choice maxOccurs=\"unbounded\"><xs:element name=\"A\" /><xs:element name=\"B\" /></xs:choice>")]
    [InlineData("<xs:sequence minOccurs=\"0\" maxOccurs=\"9\"><xs:element name=\"A\" /></xs:sequence>")]
    public void Load_PromotionOfWhatRepeats_IsRefused(string content)
    {
        string type = $"<xs:complexType><xs:sequence>{content}</xs:sequence></xs:complexType>";
        string path = Schemas.Path("A");
        foreach (string property in new[] { Schemas.Promoted("Text", path), Schemas.Field(path) })
        {
            var e = Assert.Throws<ComponentConfigurationException>(
                () => Load(Schemas.Package(property, type), "schemas"));
            Assert.Equal("schemas/Order.xsd", e.File);
            Assert.Equal(4, e.Line);
            Assert.Contains("'A'", e.Message);
            Assert.Contains("more than once", e.Message);
        }
    }

    [Fact]
    public async Task Load_PromotionThroughReferencesAndNamedTypes_Works()
    {
        string schema = Schemas.Document(Schemas.Promoted("Text", Schemas.Path("A", "B")), "").Replace(
            "<xs:element name=\"Order\">", "<xs:element name=\"Order\" type=\"T\">").Replace("</xs:schema>",
            "<xs:complexType name=\"T\"><xs:sequence><xs:group ref=\"G\" /></xs:sequence></xs:complexType>"
                + "<xs:group name=\"G\"><xs:sequence><xs:element name=\"A\"><xs:complexType><xs:all><xs:element "
                + "name=\"B\" /></xs:all></xs:complexType></xs:element></xs:sequence></xs:group></xs:schema>");
        var files = Schemas.Package("", Text).Add("schemas/Order.xsd", schema);
        var message = await Load(files, "schemas").GoodAsync(
            Documents.Message($"<o:Order xmlns:o='{Schemas.Order}'><A><B>x</B></A></o:Order>"));
        Assert.Equal("x", message.Value(Schemas.Properties, "Text").Text);
    }

    [Theory]
    [InlineData(@".\Properties.xsd", "schemas/Order.xsd")]
    [InlineData("Contoso.Schemas.Properties", "schemas")]
    [InlineData("Contoso.Schemas.Other", "schemas")]
    public async Task Load_PropertySchema_IsFoundByLocationOrNamespace(string location, string named)
    {
        var files = Schemas.Package("", Text).Add(
            "schemas/Order.xsd", Schemas.Document(Schemas.Promoted("Number", Schemas.Path("A")), Text, location));
        var message = await Load(files, named).GoodAsync(
            Documents.Message($"<o:Order xmlns:o='{Schemas.Order}'><A>5</A></o:Order>"));
        Assert.Equal(5, message.Value(Schemas.Properties, "Number").Number);
        Assert.Contains("schemas/Properties.xsd", location.StartsWith('.')
            ? Factory.FilesOf(new XmlOptions { Schemas = [named] }, files)
            : ["schemas/Properties.xsd"]);
    }

    [Fact]
    public void Load_PropertySchemaThatIsMissing_SaysSo()
    {
        var files = new MemoryPackage().Add(
            "Order.xsd", Schemas.Document(Schemas.Promoted("Text", Schemas.Path("A")), Text, "Contoso.Props"));
        var e = Assert.Throws<ComponentConfigurationException>(() => Load(files, "Order.xsd"));
        Assert.Equal(("Order.xsd", 4), (e.File, e.Line));
        Assert.Contains($"'{Schemas.Properties}' (said to be 'Contoso.Props')", e.Message);
    }

    [Fact]
    public async Task Load_PropertyOfTheProduct_NeedsNoFile()
    {
        string property = Schemas.Promoted("Operation", Schemas.Path("A"));
        string schema = Schemas.Document(property, Text, "BTS.bts_system_properties").Replace(
            Schemas.Properties, SystemProperties.Namespace);
        var message = await Load(new MemoryPackage().Add("Order.xsd", schema), "Order.xsd").GoodAsync(
            Documents.Message($"<o:Order xmlns:o='{Schemas.Order}'><A>Do</A></o:Order>"));
        Assert.Equal("Do", message.Context[SystemProperties.Operation].Text);
    }

    [Theory]
    [InlineData("<b:property name=\"ns0:None\" xpath=\"{0}\" />", "declares no property 'None'")]
    [InlineData("<b:property name=\"ns9:Text\" xpath=\"{0}\" />", "prefix of the promoted property 'ns9:Text'")]
    [InlineData("<b:property xpath=\"{0}\" />", "prefix of the promoted property ''")]
    [InlineData("<b:property name=\"ns0:Text\" xpath=\"count(//A)\" />", "'count(//A)'")]
    [InlineData("<b:property name=\"ns0:Text\" />", "path ''")]
    public void Load_AnnotationThatCannotBeFollowed_SaysWhatAndWhere(string property, string said)
    {
        var files = Schemas.Package(string.Format(null, property, Schemas.Path("A")), Text);
        var e = Assert.Throws<ComponentConfigurationException>(() => Load(files, "schemas"));
        Assert.Equal(("schemas/Order.xsd", 4), (e.File, e.Line));
        Assert.Contains(said, e.Message);
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
