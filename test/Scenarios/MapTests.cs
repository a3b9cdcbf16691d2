using System.Text;

namespace Viaduct.Scenarios;

/// <summary>Maps on the ports of a real server: good ones, endless ones, and one in C#.</summary>
public class MapTests
{
    private const string Configuration =
        """
        receivePorts:
          - name: orders-in
            locations:
              - name: orders-folder
                file: { folder: "IN", mask: "*.xml", every: 1s }
                receive: [ xml ]
            maps:
              - maps/order-to-invoice.xsl
              - { file: maps/endless.xsl, isolate: true, time: 1s }
              - { file: maps/endlessly-deep.xsl, isolate: true }
              - { file: bin/Contoso.Maps.dll, type: Viaduct.Scenarios.ShoutingMap }
        sendPorts:
          - name: invoices
            filter: messageType == "urn:e#Invoice"
            maps: [ maps/invoice-to-text.xsl ]
            file: { folder: "OUT/invoices", fileName: "%MessageID%-%SourceFileName%" }
          - name: shouts
            filter: messageType == "urn:e#Shout"
            file: { folder: "OUT/shouts", fileName: "%MessageID%-%SourceFileName%" }
        """;

    [Fact]
    public async Task Messages_go_through_chains_of_maps_and_a_runaway_map_costs_only_its_message()
    {
        using var group = new FileGroup();
        Write(group);
        await using var server = await group.StartReadyAsync();
        group.Put("endless.xml", "<Endless xmlns='urn:e' />");
        group.Put("deep.xml", "<Deep xmlns='urn:e' />");
        for (int i = 0; i < 20; i++) group.Put($"order-{i:00}.xml", $"<Order xmlns='urn:e'><Id>{i}</Id></Order>");
        group.Put("whisper.xml", "<Whisper xmlns='urn:e'>hello</Whisper>");

        await group.ArrivedAsync("invoices", 20);
        await group.ArrivedAsync("shouts", 1);
        var suspended = await group.SuspendedAsync(2);
        await FileGroup.StopAsync(server);

        var texts = group.ArrivedPaths("invoices").Select(File.ReadAllText).Order(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"invoice {i}").Order(StringComparer.Ordinal), texts);
        Assert.Contains("HELLO", File.ReadAllText(group.ArrivedPaths("shouts").Single()), StringComparison.Ordinal);
        var reasons = suspended.Select(item => item.GetProperty("failureText").GetString()!)
            .Order(StringComparer.Ordinal).ToList();
        Assert.Contains("maps/endless.xsl took longer than 1 seconds", reasons[0], StringComparison.Ordinal);
        Assert.Contains("maps/endlessly-deep.xsl needs more than 64 MB of stack", reasons[1], StringComparison.Ordinal);
        Assert.All(suspended, item => Assert.Equal("limit", item.GetProperty("failureCode").GetString()));
    }

    private static void Write(FileGroup group)
    {
        foreach (string port in new[] { "invoices", "shouts" }) group.Out(port);
        group.ConfigureText(Configuration
            .Replace("IN", group.In, StringComparison.Ordinal)
            .Replace("OUT", group.PathOf("out"), StringComparison.Ordinal));
        void Map(string name, string root, string content) => group.WriteConfiguration(
            $"maps/{name}.xsl",
            Encoding.UTF8.GetBytes(
                $"""
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:e="urn:e">
                <xsl:template match="/e:{root}">{content}</xsl:template>
                <xsl:template name="again"><xsl:param name="i" /><xsl:call-template name="again">
                <xsl:with-param name="i" select="$i + 1" /></xsl:call-template></xsl:template>
                <xsl:template name="deeper"><xsl:param name="i" /><xsl:variable name="v">
                <xsl:call-template name="deeper"><xsl:with-param name="i" select="$i + 1" /></xsl:call-template>
                </xsl:variable><xsl:value-of select="$v" /></xsl:template>
                </xsl:stylesheet>
                """));

        Map("order-to-invoice", "Order", "<e:Invoice><Number><xsl:value-of select=\"e:Id\" /></Number></e:Invoice>");
        Map("endless", "Endless", "<R><xsl:call-template name=\"again\"><xsl:with-param name=\"i\" select=\"1\" />"
            + "</xsl:call-template></R>");
        Map("endlessly-deep", "Deep", "<R><xsl:call-template name=\"deeper\"><xsl:with-param name=\"i\" select=\"1\" />"
            + "</xsl:call-template></R>");
        group.WriteConfiguration(
            "maps/invoice-to-text.xsl",
            """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:e="urn:e">
            <xsl:output method="text" />
            <xsl:template match="/e:Invoice">invoice <xsl:value-of select="Number" /></xsl:template>
            </xsl:stylesheet>
            """u8.ToArray());
        group.WriteConfiguration("bin/Contoso.Maps.dll", File.ReadAllBytes(typeof(ShoutingMap).Assembly.Location));
    }
}
