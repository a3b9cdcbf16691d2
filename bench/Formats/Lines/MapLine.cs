using System.Text;
using System.Xml;
using System.Xml.Xsl;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps;
using Viaduct.FormatsBench.Contestants;
using Viaduct.FormatsBench.Samples;

namespace Viaduct.FormatsBench.Lines;

/// <summary>A map of 1 KB messages against the bare transformation, with a caller for each core.</summary>
internal static class MapLine
{
    private const int CallsAtOnce = 500;
    private const string FileName = "order.xsl";

    private const string Stylesheet = """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:o="urn:bench:order"
            exclude-result-prefixes="o">
          <xsl:output method="xml" omit-xml-declaration="yes" />
          <xsl:template match="/o:Orders">
            <Delivery xmlns="urn:bench:delivery">
              <xsl:for-each select="o:Order">
                <Line no="{position()}" item="{o:Item}">
                  <Amount currency="{o:Currency}"><xsl:value-of select="o:Quantity * o:Price" /></Amount>
                  <Text><xsl:value-of select="concat(o:Customer, ': ', o:Remark)" /></Text>
                </Line>
              </xsl:for-each>
            </Delivery>
          </xsl:template>
        </xsl:stylesheet>
        """;

    /// <summary>The line.</summary>
    public static RateLine Make()
    {
        byte[] message = Message();
        var map = MapTools.Stylesheet(
            new MapModel(FileName), new MemoryFiles(new Dictionary<string, string> { [FileName] = Stylesheet }));
        var bare = new XslCompiledTransform();
        using (var reader = XmlReader.Create(new StringReader(Stylesheet))) bare.Load(reader);
        int callers = Environment.ProcessorCount;
        return new RateLine(
            "map", "messages/s", 0.8, (double)CallsAtOnce * callers,
            () => AllAsync(callers, () => MapAsync(map, message)),
            () => AllAsync(callers, () => Transform(bare, message)));
    }

    private static byte[] Message()
    {
        var text = new StringBuilder("<Orders xmlns=\"urn:bench:order\">");
        for (int number = 0; text.Length < 1000; number++)
        {
            string[] values = Sample.Values(number);
            text.Append("<Order>");
            for (int i = 0; i < values.Length; i++)
                text.Append($"<{Sample.Fields[i]}>{values[i]}</{Sample.Fields[i]}>");
            text.Append("</Order>");
        }

        return Encoding.UTF8.GetBytes(text.Append("</Orders>").ToString());
    }

    private static Task AllAsync(int callers, Func<ValueTask> call) => Task.WhenAll(
        Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < CallsAtOnce; i++) await call();
        })));

    private static async ValueTask MapAsync(IMap map, byte[] bytes)
    {
        using var target = new CountingStream();
        var message = new PipelineMessage(Body.From(bytes), new MessageContextBuilder());
        if (await map.MapAsync(message, new SinkContext(target), default) is { } failure)
            throw new InvalidOperationException(failure.ToString());
    }

    private static ValueTask Transform(XslCompiledTransform transform, byte[] bytes)
    {
        using var target = new CountingStream();
        using var reader = XmlReader.Create(new MemoryStream(bytes));
        using var writer = XmlWriter.Create(target, transform.OutputSettings);
        transform.Transform(reader, null, writer, null);
        return ValueTask.CompletedTask;
    }
}
