using System.Text.RegularExpressions;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Configuration.Reference;

/// <summary>What the documents show as a configuration is one.</summary>
public partial class DocumentedConfigurationTests
{
    // What an example leaves out, before it and behind it, and a schema for those that name a folder of them.
    private const string Group = "group: example\n---\n";
    private const string Application = "application: example\n";
    private const string OrderProperties =
        """
        propertySchemas:
          - prefix: Order
            namespace: urn:example:order-properties
            properties:
              - { name: Total, type: number, promote: [ { messageType: "urn:e#Order", path: /Order/Total } ] }
              - { name: Express, type: string, promote: [ { messageType: "urn:e#Order", path: /Order/Express } ] }
        receivePorts:
          - name: orders-in
            locations: [ { name: orders-folder, file: { folder: /in }, receive: [ xml ] } ]
        sendPorts:
          - name: to-erp
            file: { folder: /out }

        """;

    private const string OrdersIn =
        "  - { name: orders-in, locations: [ { name: orders-source, file: { folder: /in } } ] }\n";

    private const string Schema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:e">
          <xs:element name="Order" type="xs:string" />
        </xs:schema>
        """;

    private const string FlatSchema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="http://schemas.microsoft.com/BizTalk/2003">
          <xs:annotation><xs:appinfo>
            <b:schemaInfo standard="Flat File" root_reference="NAME" />
          </xs:appinfo></xs:annotation>
          <xs:element name="NAME">
            <xs:annotation><xs:appinfo>
              <b:recordInfo structure="delimited" child_delimiter_type="hex" child_delimiter="0x0D 0x0A"
                child_order="postfix" sequence_number="1" />
            </xs:appinfo></xs:annotation>
            <xs:complexType><xs:sequence>
              <xs:element name="Field" type="xs:string"><xs:annotation><xs:appinfo>
                <b:fieldInfo justification="left" sequence_number="1" />
              </xs:appinfo></xs:annotation></xs:element>
            </xs:sequence></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    [Fact]
    public void LoadFolder_EveryExampleOfTheDocuments_HasNoProblems()
    {
        int examples = 0;
        string maps = File.ReadAllText(Repository.PathOf("docs/reference/maps.md")).ReplaceLineEndings("\n");
        string documentedMap = XmlBlock().Match(maps).Groups["text"].Value;
        string envelopes = File.ReadAllText(Repository.PathOf("docs/reference/xml-envelopes.md"));
        string batch = XmlBlock().Match(envelopes.ReplaceLineEndings("\n")).Groups["text"].Value;
        foreach (string path in Documents())
            foreach (Match block in YamlBlock().Matches(File.ReadAllText(path).ReplaceLineEndings("\n")))
            {
                examples++;
                using var folder = new TempFolder();
                string example = block.Groups["text"].Value;
                folder.Write("schemas/Order.xsd", Schema);
                if (example.Contains("Batch.xsd", StringComparison.Ordinal)) folder.Write("schemas/Batch.xsd", batch);
                folder.Write("maps/order-to-erp.xsl", documentedMap);
                folder.Write("maps/offer-to-erp.xsl", documentedMap);
                if (example.Contains("flatFile", StringComparison.Ordinal))
                    foreach (string name in new[] { "Order", "Header", "Trailer", "Invoice" })
                        folder.Write($"schemas/{name}.xsd", FlatSchema.Replace("NAME", name, StringComparison.Ordinal));
                folder.Write("viaduct.yaml", Whole(example));
                var result = new ConfigurationLoader(ViaductCatalog.All).LoadFolder(folder.Path, _ => "of a variable");
                Assert.True(result.Problems.Count == 0, $"{path}:\n{string.Join('\n', result.Problems)}");
                Assert.NotNull(result.Configuration);
            }

        Assert.True(examples >= 5, $"{examples} examples found");
    }

    // An example may be a whole group, the ports of an application, or one key of a send port.
    private static string Whole(string example)
    {
        if (example.StartsWith("group:", StringComparison.Ordinal)) return example;
        if (example.StartsWith("application:", StringComparison.Ordinal)) return Group + example;
        if (example.StartsWith("filter:", StringComparison.Ordinal))
            return $"{Group}{Application}{OrderProperties}    {example}";
        if (example.StartsWith("receive:", StringComparison.Ordinal)) return Group + Application + OfPipelines(example);
        bool refersToOrders = example.Contains("\"orders-in\"", StringComparison.Ordinal)
            && !example.Contains("name: orders-in", StringComparison.Ordinal);
        return Group + Application + (refersToOrders
            ? example.Replace("receivePorts:\n", $"receivePorts:\n{OrdersIn}", StringComparison.Ordinal)
            : example);
    }

    // A line for the pipeline of a location, and one for that of a send port.
    private static string OfPipelines(string example)
    {
        string[] lines = example.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return $"""
            receivePorts:
              - name: orders-in
                locations:
                  - name: orders-folder
                    file: {"{"} folder: /in {"}"}
                    {lines[0]}
            sendPorts:
              - name: to-erp
                filter: receivePort == "orders-in"
                file: {"{"} folder: /out {"}"}
                {lines[1]}
            """;
    }

    private static IEnumerable<string> Documents()
    {
        string[] folders = ["docs", "src", "samples"];
        return folders.SelectMany(folder => Directory.EnumerateFiles(
            Repository.PathOf(folder), "*.md", SearchOption.AllDirectories)).Append(Repository.PathOf("README.md"));
    }

    [GeneratedRegex("^```xml\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex XmlBlock();

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
