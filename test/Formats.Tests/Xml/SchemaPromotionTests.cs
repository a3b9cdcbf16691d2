using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>What schemas promote, and the property schemas that they name.</summary>
public class SchemaPromotionTests
{
    private const string Text = "<xs:complexType><xs:sequence><xs:element name=\"A\" type=\"xs:string\" "
        + "minOccurs=\"0\" /></xs:sequence></xs:complexType>";

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
}
