using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>With <c>validate</c> the envelope is validated, too; one that is not valid publishes nothing.</summary>
public class EnvelopeValidationTests
{
    private const string Ns = Envelopes.Namespace;

    private static readonly XmlOptions Options = new() { Schemas = ["schemas"], Validate = true };

    [Theory]
    [InlineData("<b:Batch xmlns:b='urn:envelope' no='x'>\n<b:From/><b:Orders>ORDER</b:Orders><b:Total/></b:Batch>",
        "line 1, column 33, field no", "'no' attribute is invalid")]
    [InlineData("<b:Batch xmlns:b='urn:envelope'>\n<b:Orders>ORDER</b:Orders><b:Total/></b:Batch>",
        "line 2, column 2, record Orders", "'From'")]
    [InlineData("<b:Batch xmlns:b='urn:envelope'><b:From/>\n<b:More/><b:Orders>ORDER</b:Orders></b:Batch>",
        "line 2, column 2, record More", "'More'")]
    [InlineData("<b:Batch xmlns:b='urn:envelope'><b:From/><b:Orders>ORDER</b:Orders>\n<b:Total>x</b:Total></b:Batch>",
        "line 2, column 13, record Total", "'x'")]
    [InlineData("<b:Batch xmlns:b='urn:envelope'><b:From/><b:Orders>ORDER</b:Orders>\n</b:Batch>",
        "line 2, column 3, record Batch", "'Total'")]
    public async Task Disassemble_InvalidEnvelope_IsAnErrorWithItsPlace(string envelope, string place, string text)
    {
        string input = envelope.Replace("ORDER", Envelopes.Order("1") + Envelopes.Order("2"), StringComparison.Ordinal);
        foreach (var options in new[] { Options, Options with { Recoverable = true } })
        {
            var items = await Documents.Disassembler(options, Envelopes.Package()).AllAsync(Documents.Message(input));
            Assert.False(items[^1].Recoverable);
            Assert.Equal("invalid", items[^1].Failure!.Code);
            Assert.Equal(place, items[^1].Failure!.Place!.ToString());
            Assert.StartsWith("The envelope is not valid: ", items[^1].Failure!.Text, StringComparison.Ordinal);
            Assert.Contains(text, items[^1].Failure!.Text, StringComparison.Ordinal);
        }

        var taken = await Documents.Disassembler(Options with { Validate = false }, Envelopes.Package())
            .AllAsync(Documents.Message(input));
        Assert.True(taken.Count == 2 || text == "'no' attribute is invalid");
    }

    [Theory]
    [InlineData("lax")]
    [InlineData("strict")]
    [InlineData("skip")]
    public async Task Disassemble_DocumentsOfOtherSchemas_AreValidatedByTheirOwn(string processing)
    {
        var package = Envelopes.Package(Envelopes.Batch.Replace(
            "processContents=\"lax\"", $"processContents=\"{processing}\"", StringComparison.Ordinal));
        var disassembler = Documents.Disassembler(Options with { Recoverable = true }, package);
        var items = await disassembler.AllAsync(Documents.Message(Batch(
            Envelopes.Order("1") + Envelopes.Order("x") + Batch(Envelopes.Order("2")) + Envelopes.Order("3"))));
        Assert.Equal(
            [null, "invalid", null, null], items.Select(item => item.Failure?.Code));
    }

    [Fact]
    public async Task Disassemble_DocumentThatTheBodyDoesNotAllow_IsAnErrorOfTheEnvelope()
    {
        var package = Envelopes.Package(Envelopes.Schema(("Batch", Envelopes.Path("Batch"), "any")).Replace(
            "<xs:any minOccurs=\"0\" maxOccurs=\"unbounded\" processContents=\"lax\" />",
            "<xs:any namespace=\"##local\" maxOccurs=\"2\" processContents=\"skip\" />", StringComparison.Ordinal));
        var disassembler = Documents.Disassembler(Options with { AllowUnrecognized = true }, package);
        foreach (string documents in new[] { "", "<a/><a/><a/>" })
        {
            var items = await disassembler.AllAsync(Documents.Message($"<Batch xmlns='{Ns}'><!-- c --></Batch>"
                .Replace("<!-- c -->", documents.Replace("<a/>", "<a xmlns=''/>", StringComparison.Ordinal),
                    StringComparison.Ordinal)));
            Assert.Equal("invalid", items[^1].Failure?.Code);
        }
    }

    private static string Batch(string body) =>
        $"<b:Batch xmlns:b='{Ns}'><b:From/><b:Orders>{body}</b:Orders><b:Total>1</b:Total></b:Batch>";
}
