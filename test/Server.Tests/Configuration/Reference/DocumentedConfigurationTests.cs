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

    [Fact]
    public void LoadFolder_EveryExampleOfTheDocuments_HasNoProblems()
    {
        int examples = 0;
        foreach (string path in Documents())
            foreach (Match block in YamlBlock().Matches(File.ReadAllText(path).ReplaceLineEndings("\n")))
            {
                examples++;
                using var folder = new TempFolder();
                folder.Write("schemas/Order.xsd", Schema);
                folder.Write("viaduct.yaml", Whole(block.Groups["text"].Value));
                var result = new ConfigurationLoader(ViaductCatalog.All).LoadFolder(folder.Path, _ => null);
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
        bool refersToOrders = example.Contains("\"orders-in\"", StringComparison.Ordinal)
            && !example.Contains("name: orders-in", StringComparison.Ordinal);
        return Group + Application + (refersToOrders
            ? example.Replace("receivePorts:\n", $"receivePorts:\n{OrdersIn}", StringComparison.Ordinal)
            : example);
    }

    private static IEnumerable<string> Documents()
    {
        string[] folders = ["docs", "src", "samples"];
        return folders.SelectMany(folder => Directory.EnumerateFiles(
            Repository.PathOf(folder), "*.md", SearchOption.AllDirectories)).Append(Repository.PathOf("README.md"));
    }

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
