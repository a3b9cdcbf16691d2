using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Json;

/// <summary>JSON becomes XML by convention, and the way back gives the same JSON.</summary>
public class ConventionTests
{
    /// <summary>A document, and its XML.</summary>
    public static readonly TheoryData<string, string> Documents = new()
    {
        { """{"a":"x"}""", "<R><a>x</a></R>" },
        { """{"a":1,"b":-1.50E+3,"c":12345678901234567890123}""",
            "<R><a j:type=\"number\">1</a><b j:type=\"number\">-1.50E+3</b>"
                + "<c j:type=\"number\">12345678901234567890123</c></R>" },
        { """{"a":true,"b":false,"c":null}""",
            "<R><a j:type=\"boolean\">true</a><b j:type=\"boolean\">false</b><c j:type=\"null\" /></R>" },
        { """{"a":""}""", "<R><a /></R>" },
        { """{"a":" "}""", "<R><a> </a></R>" },
        { """{"a":{}}""", "<R><a j:type=\"object\" /></R>" },
        { """{"a":[]}""", "<R><a j:type=\"array\" /></R>" },
        { """{"a":[1]}""", "<R><a j:array=\"true\" j:type=\"number\">1</a></R>" },
        { """{"a":["x","y"],"b":{"c":"d"}}""",
            "<R><a j:array=\"true\">x</a><a j:array=\"true\">y</a><b><c>d</c></b></R>" },
        { """{"a":[{"b":"c"},{},[],null,[["x"],{"y":"z"}]]}""",
            "<R><a j:array=\"true\"><b>c</b></a><a j:array=\"true\" j:type=\"object\" />"
                + "<a j:array=\"true\" j:type=\"array\" /><a j:array=\"true\" j:type=\"null\" />"
                + "<a j:array=\"true\" j:type=\"array\"><item j:type=\"array\"><item>x</item></item>"
                + "<item><y>z</y></item></a></R>" },
        { """["x",2]""", "<R j:type=\"array\"><item>x</item><item j:type=\"number\">2</item></R>" },
        { "[]", "<R j:type=\"array\" />" },
        { "{}", "<R j:type=\"object\" />" },
        { "\"x\"", "<R>x</R>" },
        { "\"\"", "<R />" },
        { "17", "<R j:type=\"number\">17</R>" },
        { "null", "<R j:type=\"null\" />" },
        { """{"@id":"1","b":"x"}""", "<R id=\"1\"><b>x</b></R>" },
        { """{"a":{"@id":"1","#text":"x"}}""", "<R><a id=\"1\">x</a></R>" },
        { """{"a":{"@id":""}}""", "<R><a id=\"\" /></R>" },
        { """{"a":{"#text":"x"}}""", "<R><a j:type=\"object\">x</a></R>" },
        { """{"a":{"#text":" x"}}""", "<R><a><_x0023_text> x</_x0023_text></a></R>" },
        { """{"a":{"#text":""}}""", "<R><a><_x0023_text /></a></R>" },
        { """{"a":{"b":"1","#text":"x","c":"2"}}""", "<R><a><b>1</b>x<c>2</c></a></R>" },
        { """{"@id":1,"@x":"y"}""",
            "<R><_x0040_id j:type=\"number\">1</_x0040_id><_x0040_x>y</_x0040_x></R>" },
        { """{"b":"1","@id":"2"}""", "<R><b>1</b><_x0040_id>2</_x0040_id></R>" },
        { """{"@xmlns":"u","@":"x","@a:b":"c"}""",
            "<R><_x0040_xmlns>u</_x0040_xmlns><_x0040_>x</_x0040_><_x0040_a_x003A_b>c</_x0040_a_x003A_b></R>" },
        { """{"@a:b":"c"}""", "<R a_x003A_b=\"c\" />" },
        { """{"":"x","_":"y"}""", "<R><_ j:name=\"\">x</_><_>y</_></R>" },
        { """{"a b":"1","2":"3","_x0020_":"4","größe":"5","a:b":"6","😀":"7"}""",
            "<R><a_x0020_b>1</a_x0020_b><_x0032_>3</_x0032_><_x005F_x0020_>4</_x005F_x0020_><größe>5</größe>"
                + "<a_x003A_b>6</a_x003A_b><_x0001F600_>7</_x0001F600_></R>" },
        { """{"a":"&<>\"\n\t\r'"}""", "<R><a>&amp;&lt;&gt;\"\n\t&#xD;'</a></R>" },
        { """{"@a":"&<>\"\n\t\r'"}""", "<R a=\"&amp;&lt;&gt;&quot;&#xA;&#x9;&#xD;'\" />" },
        { """{"a":{"a":{"a":"x"}},"b":{"a":"y"}}""", "<R><a><a><a>x</a></a></a><b><a>y</a></b></R>" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Json_BecomesXml_AndComesBack(string json, string xml)
    {
        foreach (int piece in new[] { 0, 1, 7 })
        {
            string found = await JsonFiles.XmlOfAsync(json, piece: piece);
            Assert.Equal(xml, JsonFiles.Plain(found));
            string back = await JsonFiles.JsonOfAsync(found);
            Assert.Equal(json, back.Replace("\\u0022", "\\\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Json_WithSpaceAndEscapes_IsRead()
    {
        string xml = await JsonFiles.XmlOfAsync(
            "\uFEFF \r\n{ \"a\\u0062\\n\" : \"\\u00e9\\ud83d\\ude00\\/\\\"\" , \"c\" : [ 1 , 2 ] }\n ");
        Assert.Equal(
            "<R><ab_x000A_>é😀/\"</ab_x000A_><c j:array=\"true\" j:type=\"number\">1</c>"
                + "<c j:array=\"true\" j:type=\"number\">2</c></R>",
            JsonFiles.Plain(xml));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task Json_InOtherEncodings_IsRead(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        var message = JsonFiles.Message([.. encoding.GetPreamble(), .. encoding.GetBytes("{\"é\":\"😀\"}")], 1);
        var result = await JsonFiles.Disassembler().GoodAsync(message);
        Assert.Equal("<R><é>😀</é></R>", JsonFiles.Plain(result.Text()));
        Assert.Equal(encoding.WebName, result.Context[XmlProperties.SourceCharset].Text);
    }

    [Fact]
    public async Task Message_HasTypeContentTypeAndProperties()
    {
        var key = PropertyKey.Get("urn:p", "Total");
        var options = new JsonOptions { Root = "Order", Namespace = "urn:o" };
        var message = await JsonFiles.Disassembler(
            options, null, new ConfiguredPromotion("urn:o#Order", "/Order/lines/total", key, PropertyValueKind.Number))
            .GoodAsync(JsonFiles.Message("""{"@a":"b","lines":[{"total":17.5},{"total":18}]}"""));
        Assert.StartsWith(
            "<ns0:Order xmlns:ns0=\"urn:o\" xmlns:j=\"urn:viaduct:json\" a=\"b\"><lines j:array=\"true\">",
            message.Text(), StringComparison.Ordinal);
        Assert.Equal("urn:o#Order", message.Context[SystemProperties.MessageType].Text);
        Assert.Equal(17.5m, message.Context[key].Number);
        Assert.Equal("application/xml; charset=utf-8", message.ContentType);
    }

    [Theory]
    [InlineData("""{"Order":{"a":1}}""", "urn:o#Order", "<a j:type=\"number\">1</a>")]
    [InlineData("""{"Or der":"x"}""", "urn:o#Or_x0020_der", "x")]
    [InlineData("""{"O":[1]}""", "urn:o#O", "<item j:type=\"number\">1</item>")]
    public async Task Root_OfTheOnlyProperty_NamesTheType(string json, string type, string content)
    {
        var message = await JsonFiles.Disassembler(new JsonOptions { Namespace = "urn:o" })
            .GoodAsync(JsonFiles.Message(json));
        Assert.Equal(type, message.Context[SystemProperties.MessageType].Text);
        Assert.Contains(content, message.Text(), StringComparison.Ordinal);
        Assert.Equal(json, await JsonFiles.JsonOfAsync(message.Text(), new JsonAssembleOptions { KeepRoot = true }));
    }

    [Theory]
    [InlineData("""{"a":1,"b":2}""")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("1")]
    [InlineData("""{"":1}""")]
    public async Task Root_OfNoSingleProperty_IsRefused(string json)
    {
        var failure = await JsonFiles.Disassembler(new JsonOptions()).BadAsync(JsonFiles.Message(json));
        Assert.Equal(FailureCodes.UnknownDocument, failure.Code);
    }

    /// <summary>What maps make, and its JSON.</summary>
    public static readonly TheoryData<string, string> FromMaps = new()
    {
        { "<R><a>1</a><a>2</a><b>3</b></R>", """{"a":["1","2"],"b":"3"}""" },
        { "<R><a><b>1</b></a><a><c>2</c><c>3</c></a></R>", """{"a":[{"b":"1"},{"c":["2","3"]}]}""" },
        { "<R>\n  <a>1</a>\n  <!-- x -->\n  <b> </b>\n</R>\n", """{"a":"1","b":" "}""" },
        { "<R><a>x<!-- y -->z<![CDATA[<]]></a></R>", """{"a":"xz<"}""" },
        { "<n:R xmlns:n=\"u\"><n:a n:x=\"1\">2</n:a></n:R>", """{"a":{"@x":"1","#text":"2"}}""" },
        { "<R xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><a xsi:nil=\"true\" /></R>", """{"a":null}""" },
        { "<R xmlns:j=\"urn:viaduct:json\"><a j:type=\"array\"><x>1</x><y j:type=\"number\"> +07.50 </y></a></R>",
            """{"a":["1",7.50]}""" },
        { "<R xmlns:j=\"urn:viaduct:json\"><a j:type=\"boolean\">1</a><b j:type=\"string\" /></R>",
            """{"a":true,"b":""}""" },
        { "<R>x</R>", "\"x\"" },
        { "<R><a b=\"1\"><c /></a></R>", """{"a":{"@b":"1","c":""}}""" },
        { "<R><a>x<b /></a></R>", """{"a":{"#text":"x","b":""}}""" },
        { "<R>&#x1F600;&#x7F;\"\\/</R>", "\"😀\u007f\\\"\\\\/\"" },
    };

    [Theory]
    [MemberData(nameof(FromMaps))]
    public async Task Xml_BecomesJson(string xml, string json) =>
        Assert.Equal(json, await JsonFiles.JsonOfAsync(xml));

    [Theory]
    [InlineData("<R><a>1</a><b /><a>2</a></R>", "The element a comes again behind others.")]
    [InlineData("<R><a />x<b />y</R>", "Text stands in several places")]
    [InlineData("<R xmlns:j=\"urn:viaduct:json\"><a j:type=\"number\">x</a></R>", "'x' is no number")]
    [InlineData("<R xmlns:j=\"urn:viaduct:json\"><a j:type=\"number\">INF</a></R>", "'INF' is no number")]
    [InlineData("<R xmlns:j=\"urn:viaduct:json\"><a j:type=\"boolean\">yes</a></R>", "'yes' is no truth value")]
    [InlineData("<R xmlns:j=\"urn:viaduct:json\"><a j:type=\"null\">x</a></R>", "says it is null")]
    [InlineData("<R xmlns:j=\"urn:viaduct:json\"><a j:type=\"date\">x</a></R>", "type=\"date\"")]
    [InlineData("<R xmlns:j=\"urn:viaduct:json\"><a j:type=\"array\">x<b /></a></R>", "beside its items")]
    [InlineData("<R xmlns:j=\"urn:viaduct:json\"><a j:type=\"number\"><b /></a></R>", "says it is no object")]
    [InlineData("<R xmlns:p=\"u\"><a p:x=\"1\" x=\"2\" /></R>", "several attributes x")]
    [InlineData("<R xmlns:p=\"u\"><a /><b /><p:a /></R>", "comes again")]
    public async Task Xml_ThatJsonCannotHave_IsRefused(string xml, string why)
    {
        var failure = await JsonFiles.RefusedAsync(xml);
        Assert.Equal(FailureCodes.Invalid, failure.Code);
        Assert.Contains(why, failure.Text, StringComparison.Ordinal);
        Assert.NotNull(failure.Place!.Line);
    }
}
