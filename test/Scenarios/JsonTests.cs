using System.Text;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>JSON and CSV on a real server: in, through a map, and out; and the tools that need no server.</summary>
public class JsonTests
{
    private const string Configuration =
        """
        propertySchemas:
          - prefix: Order
            namespace: urn:order
            properties:
              - name: Total
                type: number
                promote:
                  - { messageType: "urn:o#Order", path: /Order/total }
                  - { messageType: OrderJson, pointer: /order/total }
                  - { messageType: Row, column: Total }
        receivePorts:
          - name: orders-in
            locations:
              - name: documents
                file: { folder: "IN", mask: "order-*.json" }
                receive: [ { json: { root: Order, namespace: "urn:o" } } ]
              - name: lines
                file: { folder: "IN", mask: "*.jsonl" }
                receive: [ { json: { root: Order, namespace: "urn:o", split: lines, recoverable: true } } ]
            maps: [ maps/order-to-invoice.xsl ]
          - name: others-in
            locations:
              - name: as-they-are
                file: { folder: "IN", mask: "plain-*.json" }
                receive: [ { json: { passThrough: true, messageType: OrderJson } } ]
              - name: tables
                file: { folder: "IN", mask: "*.csv" }
                receive: [ { csv: { record: Row } } ]
        sendPorts:
          - name: invoices
            filter: messageType == "urn:o#Invoice"
            send: [ jsonAssemble ]
            file: { folder: "OUT/invoices", fileName: "%MessageID%-%SourceFileName%" }
          - name: large
            filter: Order.Total > 100
            file: { folder: "OUT/large", fileName: "%MessageID%-%SourceFileName%" }
          - name: rows
            filter: messageType == "Row"
            send: [ { csvAssemble: { record: Row, delimiter: ";" } } ]
            file: { folder: "OUT/rows", fileName: "%MessageID%-%SourceFileName%" }
        """;

    private const string Map =
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:o="urn:o"
            xmlns:j="urn:viaduct:json" exclude-result-prefixes="o">
        <xsl:template match="/o:Order"><o:Invoice><id><xsl:value-of select="id" /></id>
        <sum j:type="number"><xsl:value-of select="total" /></sum>
        <xsl:for-each select="lines"><line j:array="true"><sku><xsl:value-of select="sku" /></sku></line></xsl:for-each>
        </o:Invoice></xsl:template>
        </xsl:stylesheet>
        """;

    [Fact]
    public async Task Json_goes_through_a_map_to_json_and_a_bad_line_waits_alone()
    {
        using var group = Group();
        await using var server = await group.StartReadyAsync();
        group.Put("order-1.json", """{"id":"1","total":17.50,"lines":[{"sku":"a"}]}""");
        group.Put("day.jsonl", "{\"id\":\"2\",\"total\":1}\n{\"id\":\"3\",\"total\":}\n{\"id\":\"4\",\"total\":4}\n");
        group.Put("plain-1.json", """{ "order" : { "total" : 200 } }""");
        group.Put("plain-2.json", """{ "order" : { "total" : 2 } }""");
        group.Put("table.csv", "Id,Total\r\n5,500\r\n6,\"6\"\r\n");
        await group.ArrivedAsync("invoices", 3);
        await group.ArrivedAsync("large", 2);
        await group.ArrivedAsync("rows", 2);
        var suspended = await group.SuspendedAsync(2);
        await FileGroup.StopAsync(server);

        Assert.Equal(
            [
                """{"id":"1","sum":17.50,"line":[{"sku":"a"}]}""", """{"id":"2","sum":1}""", """{"id":"4","sum":4}""",
            ],
            Texts(group, "invoices"));
        Assert.Contains("""{ "order" : { "total" : 200 } }""", Texts(group, "large"));
        Assert.Equal(["Id;Total\r\n5;500\r\n", "Id;Total\r\n6;6\r\n"], Texts(group, "rows"));
        string[] texts = [.. suspended.Select(item => item.GetProperty("failureText").GetString()!)];
        Assert.Contains(texts, text => text.Contains(
            "Part 2 of the file, from line 2, column 1, byte 21 on: Expected a value", StringComparison.Ordinal));
        group.CheckAllTaken();
    }

    [Fact]
    public async Task Tools_turn_json_and_csv_into_xml_and_back_and_divide_files()
    {
        using var folder = new TempFolder();
        folder.Write("order.json", """{"id":"1","total":17.50,"lines":[{"sku":"a"}]}""");
        folder.Write("lines.jsonl", "{\"a\":1}\n{\"a\":}\n[3]\n");
        folder.Write("table.csv", "Id,Net total\r\n1,\"a,b\"\r\n");

        await ComeBackAsync(folder, "order.json", ["--format", "json", "--root", "Order"], ["--format", "json"]);
        await ComeBackAsync(
            folder, "table.csv", ["--format", "csv", "--record", "Row", "--root", "Table"],
            ["--format", "csv", "--record", "Row"]);

        var bad = await ViaductProgram.JsonAsync(
            2, "debatch", "--lines", folder.PathOf("lines.jsonl"), "--out", folder.PathOf("none"));
        Assert.Equal((2, 6), (bad.GetProperty("line").GetInt32(), bad.GetProperty("column").GetInt32()));
        Assert.Empty(Directory.EnumerateFiles(folder.PathOf("none")));
        var some = await ViaductProgram.JsonAsync(
            2, "debatch", "--lines", folder.PathOf("lines.jsonl"), "--out", folder.PathOf("out"), "--recoverable");
        Assert.Equal(2, some.GetProperty("messages").GetInt32());
        Assert.Equal(
            ["lines-000001.json", "lines-000002.bad.json", "lines-000003.json"],
            Directory.EnumerateFiles(folder.PathOf("out")).Select(Path.GetFileName).Order());
        Assert.Equal("[3]", File.ReadAllText(folder.PathOf("out/lines-000003.json")));

        foreach (string format in new[] { "flatFile", "csv", "x" })
        {
            var refused = await ViaductProgram.RunAsync(["parse", "--format", format, "order.json"], folder.Path);
            Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        }
    }

    private static async Task ComeBackAsync(TempFolder folder, string file, string[] parse, string[] write)
    {
        var parsed = await ViaductProgram.RunAsync(["parse", .. parse, file], folder.Path);
        Assert.Equal((0, ""), (parsed.ExitCode, parsed.Error));
        folder.Write("between.xml", parsed.Output);
        var written = await ViaductProgram.RunAsync(["write", .. write, "between.xml"], folder.Path);
        Assert.Equal((0, ""), (written.ExitCode, written.Error));
        Assert.Equal(File.ReadAllText(folder.PathOf(file)).ReplaceLineEndings(), written.Output.ReplaceLineEndings());
    }

    private static IEnumerable<string> Texts(FileGroup group, string port) =>
        group.ArrivedPaths(port).Select(File.ReadAllText).Order(StringComparer.Ordinal);

    private static FileGroup Group()
    {
        var group = new FileGroup();
        foreach (string port in new[] { "invoices", "large", "rows" }) group.Out(port);
        group.WriteConfiguration("maps/order-to-invoice.xsl", Encoding.UTF8.GetBytes(Map));
        group.ConfigureText(Configuration
            .Replace("IN\"", $"{group.In}\"", StringComparison.Ordinal)
            .Replace("OUT/", $"{group.PathOf("out")}/", StringComparison.Ordinal));
        return group;
    }
}
