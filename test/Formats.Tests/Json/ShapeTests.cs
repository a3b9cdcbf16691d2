using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Json;

/// <summary>A schema says which elements repeat, which are numbers, and in which order they stand.</summary>
public class ShapeTests
{
    private const string Order =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o" xmlns="urn:o">
          <xs:element name="Order">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="Id" type="xs:int" />
                <xs:element name="Paid" type="xs:boolean" minOccurs="0" nillable="true" />
                <xs:element name="Price" minOccurs="0">
                  <xs:complexType><xs:simpleContent><xs:extension base="xs:decimal">
                    <xs:attribute name="currency" /><xs:attribute name="vat" type="xs:decimal" />
                  </xs:extension></xs:simpleContent></xs:complexType>
                </xs:element>
                <xs:choice minOccurs="0">
                  <xs:element name="Mail" type="xs:string" />
                  <xs:element name="Phone" type="xs:string" />
                </xs:choice>
                <xs:element name="Line" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType><xs:sequence>
                    <xs:element name="Item_x0020_No" type="xs:string" />
                    <xs:element name="Quantity" type="xs:decimal" minOccurs="0" />
                    <xs:element name="Note" type="xs:string" minOccurs="0" maxOccurs="3" />
                  </xs:sequence></xs:complexType>
                </xs:element>
              </xs:sequence>
              <xs:attribute name="version" type="xs:int" />
            </xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    private static readonly MemoryPackage Files = new MemoryPackage().Add("S.xsd", Order);
    private static readonly JsonOptions Options = new() { Schema = "S.xsd" };
    private static readonly JsonAssembleOptions Assemble = new() { Schema = "S.xsd" };

    /// <summary>A document, its XML, and the JSON that comes back.</summary>
    public static readonly TheoryData<string, string, string> Documents = new()
    {
        { """{"Id":1}""", "<Id>1</Id>", """{"Id":1}""" },
        { """{"Line":[{"Quantity":2.50,"Item No":"x"}],"Paid":true,"Id":1}""",
            "<Id>1</Id><Paid>true</Paid><Line><Item_x0020_No>x</Item_x0020_No><Quantity>2.50</Quantity></Line>",
            """{"Id":1,"Paid":true,"Line":[{"Item No":"x","Quantity":2.50}]}""" },
        { """{"Id":1,"Line":[],"Paid":null,"Mail":null}""",
            "<Id>1</Id><Paid xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\" />",
            """{"Id":1,"Paid":null}""" },
        { """{"Line":[{"Note":["a","b"],"Item No":""},{"Item No":"y","Note":"c"}],"Phone":"1","Id":1}""",
            "<Id>1</Id><Phone>1</Phone><Line><Item_x0020_No></Item_x0020_No><Note>a</Note><Note>b</Note></Line>"
                + "<Line><Item_x0020_No>y</Item_x0020_No><Note>c</Note></Line>",
            """{"Id":1,"Phone":"1","Line":[{"Item No":"","Note":["a","b"]},{"Item No":"y","Note":["c"]}]}""" },
        { """{"Price":{"#text":17.5,"@currency":"EUR","vat":0.19},"Id":1}""",
            "<Id>1</Id><Price currency=\"EUR\" vat=\"0.19\">17.5</Price>",
            """{"Id":1,"Price":{"@currency":"EUR","@vat":0.19,"#text":17.5}}""" },
        { """{"Price":17.5,"Id":"0007"}""", "<Id>0007</Id><Price>17.5</Price>",
            """{"Id":7,"Price":{"#text":17.5}}""" },
        { """{"Line":{"Item No":"a&b"},"Id":1}""", "<Id>1</Id><Line><Item_x0020_No>a&amp;b</Item_x0020_No></Line>",
            """{"Id":1,"Line":[{"Item No":"a&b"}]}""" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Json_BecomesXmlInTheOrderOfTheSchema_AndComesBackWithItsTypes(
        string json, string xml, string back)
    {
        foreach (int piece in new[] { 0, 1 })
        {
            string found = await JsonFiles.XmlOfAsync(json, Options, Files, piece);
            Assert.Equal($"<ns0:Order xmlns:ns0=\"urn:o\">{xml}</ns0:Order>", found);
            if (json.Contains("Price\":17", StringComparison.Ordinal)) continue;
            Assert.Equal(back, await JsonFiles.JsonOfAsync(found, Assemble, Files));
        }
    }

    [Fact]
    public async Task Attributes_ComeLate_AndAreWrittenFirst()
    {
        string xml = await JsonFiles.XmlOfAsync("""{"Id":1,"Phone":"2","@version":"3"}""", Options, Files);
        Assert.Equal("<ns0:Order xmlns:ns0=\"urn:o\" version=\"3\"><Id>1</Id><Phone>2</Phone></ns0:Order>", xml);
        Assert.Equal("""{"@version":3,"Id":1,"Phone":"2"}""", await JsonFiles.JsonOfAsync(xml, Assemble, Files));
        Assert.Equal(
            "<ns0:Order xmlns:ns0=\"urn:o\" version=\"3\" />",
            await JsonFiles.XmlOfAsync("""{"version":3}""", Options, Files));
    }

    [Theory]
    [InlineData("""{"Id":1,"Line":[[1]]}""", "An array stands directly in an array")]
    [InlineData("""{"Id":[1]}""", "The element Id does not repeat")]
    [InlineData("""{"Id":{"a":1}}""", "The element Id has a text only")]
    [InlineData("""{"Line":["x"]}""", "The element Line has elements")]
    [InlineData("""{"Id":null}""", "neither be missing nor be nil")]
    [InlineData("""{"Lines":1}""", "it has Id, Paid, Price, Mail, Phone, Line, @version; Line is probably meant")]
    [InlineData("""{"version":[1]}""", "a single value where the JSON has an array")]
    [InlineData("""[1]""", "does not repeat")]
    [InlineData("17", "The element Order has elements")]
    public async Task Json_ThatDoesNotFit_IsRefused(string json, string why)
    {
        var failure = await JsonFiles.Disassembler(Options, Files).BadAsync(JsonFiles.Message(json));
        Assert.Equal(FailureCodes.Invalid, failure.Code);
        Assert.Contains(why, failure.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Other />", FailureCodes.UnknownDocument)]
    [InlineData("<o:Order xmlns:o=\"urn:o\"><Id>x</Id></o:Order>", FailureCodes.Invalid)]
    public async Task Xml_ThatDoesNotFit_IsRefused(string xml, string code) =>
        Assert.Equal(code, (await JsonFiles.RefusedAsync(xml, Assemble, Files)).Code);

    [Fact]
    public async Task EmptyElements_OfNumbers_AreNull() => Assert.Equal(
        """{"Id":null,"Line":[{}]}""",
        await JsonFiles.JsonOfAsync("<o:Order xmlns:o=\"urn:o\"><Id /><Line /></o:Order>", Assemble, Files));

    [Fact]
    public async Task MuchThatWaits_IsWritten_AndWhatComesTooLateIsRefused()
    {
        string lines = string.Join(',', Enumerable.Range(0, 60_000).Select(i => $"{{\"Item No\":\"number {i}\"}}"));
        string good = $"{{\"Id\":1,\"@version\":2,\"Phone\":\"3\",\"Line\":[{lines}]}}";
        string xml = await JsonFiles.XmlOfAsync(good, Options, Files, 9_999);
        Assert.StartsWith(
            "<ns0:Order xmlns:ns0=\"urn:o\" version=\"2\"><Id>1</Id><Phone>3</Phone><Line>", xml,
            StringComparison.Ordinal);
        Assert.Equal(
            good.Replace("{\"Id\":1,\"@version\":2", "{\"@version\":2,\"Id\":1", StringComparison.Ordinal),
            await JsonFiles.JsonOfAsync(xml, Assemble, Files));
        foreach (string late in new[] { "\"Id\":1", "\"@version\":1" })
        {
            var failure = await JsonFiles.Disassembler(Options, Files)
                .BadAsync(JsonFiles.Message($"{{\"Line\":[{lines}],{late}}}"));
            Assert.Equal(FailureCodes.Limit, failure.Code);
            Assert.Contains("in front of others by the schema", failure.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task MessageType_AndPromotionsOfTheSchema_AreThere()
    {
        var key = PropertyKey.Get("urn:p", "Id");
        var message = await JsonFiles.Disassembler(
            Options, Files, new ConfiguredPromotion("urn:o#Order", "/Order/Id", key, PropertyValueKind.Number))
            .GoodAsync(JsonFiles.Message("""{"Line":[],"Id":17}"""));
        Assert.Equal("urn:o#Order", message.Context[SystemProperties.MessageType].Text);
        Assert.Equal(17m, message.Context[key].Number);
    }

    [Theory]
    [InlineData("<xs:sequence maxOccurs=\"2\"><xs:element name=\"a\" /><xs:element name=\"b\" /></xs:sequence>")]
    [InlineData("<xs:sequence><xs:element name=\"a\" type=\"xs:int\" /><xs:element name=\"b\" />"
        + "<xs:element name=\"a\" type=\"xs:int\" /></xs:sequence>")]
    public void Schema_WhoseOrderJsonCannotKeep_IsRefused(string content)
    {
        var files = new MemoryPackage().Add("S.xsd", Encoding.UTF8.GetBytes(
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element name=\"R\"><xs:complexType>"
                + $"{content}</xs:complexType></xs:element></xs:schema>"));
        var e = Assert.Throws<ComponentConfigurationException>(() => JsonFiles.Disassembler(Options, files));
        Assert.Equal("S.xsd", e.File);
    }
}
