using System.Text;
using Viaduct.Support;

namespace Viaduct.Load.Live;

/// <summary>
/// Versions of a configuration: each has another schema and map; some have another filter, retry, option of the
/// receive location, host of the send port, or an application more.
/// </summary>
/// <param name="far">Where orders go.</param>
internal sealed class LiveConfiguration(Uri far) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort.Take();

    /// <summary>Where orders come in.</summary>
    public Uri Url => new($"http://127.0.0.1:{_port}/orders");

    /// <summary>Writes a version.</summary>
    /// <returns>Its folder.</returns>
    public string Write(int version)
    {
        string folder = $"v{version}";
        void File(string path, string text) => _folder.Write($"{folder}/{path}", text);
        File("viaduct.yaml", "group: bench\nhosts: [ { name: one }, { name: two } ]\n");
        File("applications/orders/application.yaml", $$"""
            application: orders
            receivePorts:
              - name: orders-in
                locations:
                  - name: orders-here
                    host: one
                    http: { url: "{{Url}}", requests: {{256 + (version % 3)}} }
                    receive: [ { xml: { schemas: [ schemas/Order.xsd ] } } ]
                maps: [ maps/m.xsl ]
            sendPorts:
              - name: orders
                host: {{(version % 4 == 3 ? "two" : "one")}}
                filter: {{(version % 2 == 0 ? "receivePort == \"orders-in\"" : "exists BTS.MessageType")}}
                http: { url: "{{far}}" }
                retry: { count: {{3 + (version % 5)}}, every: 1s }
            """);
        File("applications/orders/schemas/Order.xsd", Schema(version));
        File("applications/orders/maps/m.xsl", $"""
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:o="urn:live"
                exclude-result-prefixes="o">
            <xsl:template match="/o:Order"><R><Id><xsl:value-of select="o:Id" /></Id><V>{version}</V></R></xsl:template>
            </xsl:stylesheet>
            """);
        if (version % 2 == 1)
            File("applications/more/application.yaml", $$"""
                application: more
                receivePorts:
                  - name: more-in
                    locations: [ { name: more-here, host: one, http: { url: "http://127.0.0.1:{{_port}}/more" } } ]
                sendPorts:
                  - name: more
                    host: two
                    filter: receivePort == "more-in"
                    http: { url: "{{far}}" }
                """);
        return _folder.PathOf(folder);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    // As large as real ones: what it costs to compile shows, if it holds anything up.
    private static string Schema(int version)
    {
        var text = new StringBuilder($"""
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:live"
                xmlns="urn:live" elementFormDefault="qualified">
              <xs:element name="Order"><xs:complexType><xs:sequence>
                <xs:element name="Id" type="xs:int" /><xs:element name="More{version}" type="P0" minOccurs="0" />

            """);
        text.AppendLine("</xs:sequence></xs:complexType></xs:element>");
        for (int i = 0; i < 400; i++)
            text.AppendLine(
                $"<xs:complexType name=\"P{i}\"><xs:sequence><xs:element name=\"A\" type=\"xs:string\" />"
                + "<xs:element name=\"B\" type=\"xs:int\" minOccurs=\"0\" />"
                + "</xs:sequence></xs:complexType>");
        return text.AppendLine("</xs:schema>").ToString();
    }
}
