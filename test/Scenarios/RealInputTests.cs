using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Folders of files as they are met: of several kinds, types and encodings, and bad ones among them.</summary>
public class RealInputTests
{
    private const string Schema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:e" elementFormDefault="qualified">
          <xs:element name="NAME"><xs:complexType><xs:sequence>
            <xs:element name="Total" type="xs:decimal" />
            <xs:element name="Note" type="xs:string" minOccurs="0" />
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;

    // Both locations look into one folder: XML is read, everything else passes through.
    private const string Configuration =
        """
        propertySchemas:
          - prefix: Order
            namespace: urn:e:properties
            properties:
              - { name: Total, type: number, promote: [ { messageType: "urn:e#Order", path: "/{urn:e}Order/Total" } ] }
        receivePorts:
          - name: files-in
            locations:
              - name: documents
                file: { folder: "IN", mask: "*.xml" }
                receive: [ { xml: { schemas: [ schemas ], validate: true } } ]
          - name: others-in
            locations:
              - name: others-folder
                file: { folder: "IN", mask: "*.bin" }
        sendPorts:
          - name: large
            filter: Order.Total >= 100
            file: { folder: "OUT/large", fileName: "%MessageID%-%SourceFileName%" }
          - name: small
            filter: Order.Total < 100
            file: { folder: "OUT/small", fileName: "%MessageID%-%SourceFileName%" }
          - name: invoices
            filter: messageType == "urn:e#Invoice"
            file: { folder: "OUT/invoices", fileName: "%MessageID%-%SourceFileName%" }
          - name: others
            filter: receivePort == "others-in"
            file: { folder: "OUT/others", fileName: "%MessageID%-%SourceFileName%" }
        """;

    [Fact]
    public async Task A_mixed_folder_is_typed_validated_promoted_and_routed()
    {
        using var group = Group();
        await using var server = await group.StartReadyAsync();
        string document = "<Order xmlns=\"urn:e\"><Total>250.00</Total><Note>Grüße</Note></Order>";
        group.PutBytes("large-8.xml", Encoding.UTF8.GetBytes(document));
        group.PutBytes("large-16.xml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(document)]);
        group.PutBytes(
            "large-1.xml", Encoding.Latin1.GetBytes($"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>{document}"));
        group.PutBytes("small.xml", "<Order xmlns='urn:e'><Total>99.99</Total></Order>"u8.ToArray());
        group.PutBytes("invoice.xml", "<Invoice xmlns='urn:e'><Total>7</Total></Invoice>"u8.ToArray());
        group.PutBytes("invalid.xml", "<Order xmlns='urn:e'>\n<Total>many</Total></Order>"u8.ToArray());
        group.PutBytes("unknown.xml", "<Letter xmlns='urn:e' />"u8.ToArray());
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        group.PutBytes("picture.bin", bytes);

        await group.ArrivedAsync("large", 3);
        await group.ArrivedAsync("small", 1);
        await group.ArrivedAsync("invoices", 1);
        await group.ArrivedAsync("others", 1);
        var suspended = await group.SuspendedAsync(2);
        await FileGroup.StopAsync(server);

        Assert.Equal(["large-1.xml", "large-16.xml", "large-8.xml"], group.Arrived("large").Order());
        Assert.All(group.ArrivedPaths("large"), path => Assert.Contains("Grüße", File.ReadAllText(path)));
        Assert.Equal(["small.xml"], group.Arrived("small"));
        Assert.Equal(["invoice.xml"], group.Arrived("invoices"));
        Assert.Equal(bytes, File.ReadAllBytes(Assert.Single(group.ArrivedPaths("others"))));
        Assert.Equal(["invalid", "unknown-document"], suspended.Select(Code).Order());
        string invalid = Text(suspended.Single(item => Code(item) == "invalid"));
        Assert.Contains("line 2", invalid, StringComparison.Ordinal);
        Assert.Contains("Total", invalid, StringComparison.Ordinal);
        group.CheckAllTaken();
    }

    [Fact]
    public async Task Bad_input_is_suspended_with_its_place_and_not_a_byte_is_lost()
    {
        var bad = BadFiles();
        using var group = Group();
        await using var server = await group.StartReadyAsync();
        foreach (var (name, (_, bytes)) in bad) group.PutBytes(name, bytes);
        group.PutBytes("good.xml", "<Order xmlns='urn:e'><Total>1</Total></Order>"u8.ToArray());
        await group.ArrivedAsync("small", 1);
        var suspended = await group.SuspendedAsync(bad.Count);
        Assert.Equal(bad.Count, suspended.Count);

        foreach (var item in suspended)
        {
            string id = item.GetProperty("id").GetString()!;
            var shown = await ViaductProgram.JsonAsync(0, "messages", "show", id, "--store", group.Store);
            string name = Path.GetFileName(Property(shown, "ReceivedFileName"));
            Assert.True(Code(item) == bad[name].Code, $"{name}: {Text(item)}");
            Assert.Matches(Code(item) == "empty-input" ? "empty|no bytes" : "line [0-9]+", Text(item));
            Assert.True(Text(item).Length < 2_000, $"{name}: {Text(item).Length} characters");
            var saved = await ViaductProgram.JsonAsync(
                0, "messages", "save", id, "--to", group.PathOf("saved"), "--store", group.Store);
            string body = saved.GetProperty("files")[1].GetString()!;
            Assert.True(bad[name].Bytes.AsSpan().SequenceEqual(File.ReadAllBytes(body)), name);
        }

        await FileGroup.StopAsync(server);
        group.CheckAllTaken();
    }

    [Fact]
    public async Task Envelopes_of_real_applications_are_taken_apart_by_their_schemas()
    {
        string[] folders =
        [
            .. Directory.GetDirectories(Corpus.Folder("envelopes"))
                .Where(folder => Directory.Exists(Path.Combine(folder, "interchange"))),
        ];
        Assert.NotEmpty(folders);
        using var group = new FileGroup();
        var locations = new StringBuilder("receivePorts:\n  - name: files-in\n    locations:\n");
        var ports = new StringBuilder("sendPorts:\n");
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            string name = Path.GetFileName(folder);
            string document = Directory.GetFiles(Path.Combine(folder, "interchange")).Single();
            foreach (string schema in Directory.GetFiles(folder, "*.xsd"))
                group.WriteConfiguration($"schemas/{name}/{Path.GetFileName(schema)}", File.ReadAllBytes(schema));
            locations.Append($"      - name: {name}\n")
                .Append($"        file: {{ folder: \"{group.In}\", mask: \"{name}.xml\" }}\n")
                .Append($"        receive: [ {{ xml: {{ schemas: [ schemas/{name} ] }} }} ]\n");
            ports.Append($"  - name: to-{name}\n    filter: messageType == \"{TypeOf(document)}\"\n")
                .Append($"    file: {{ folder: \"{group.Out(name)}\", fileName: \"%MessageID%-%SourceFileName%\" }}\n");
            expected[name] = document;
        }

        group.ConfigureText(locations.ToString() + ports);
        await using var server = await group.StartReadyAsync();
        foreach (var (name, document) in expected) group.PutBytes($"{name}.xml", File.ReadAllBytes(document));
        foreach (string name in expected.Keys) await group.ArrivedAsync(name, 2);
        await FileGroup.StopAsync(server);
        Assert.All(expected.Keys, name => Assert.Equal(2, group.Arrived(name).Count));
        group.CheckAllTaken();
    }

    private static string Property(JsonElement shown, string name) => shown.GetProperty("context").EnumerateArray()
        .Single(property => property.GetProperty("name").GetString() == name).GetProperty("value").GetString()!;

    private static string Code(JsonElement item) => item.GetProperty("failureCode").GetString()!;

    private static string Text(JsonElement item) => item.GetProperty("failureText").GetString()!;

    private static FileGroup Group()
    {
        var group = new FileGroup();
        foreach (string name in new[] { "Order", "Invoice" })
            group.WriteConfiguration($"schemas/{name}.xsd", Encoding.UTF8.GetBytes(Schema.Replace("NAME", name)));
        foreach (string port in new[] { "large", "small", "invoices", "others" }) group.Out(port);
        group.ConfigureText(Configuration
            .Replace("IN\"", $"{group.In}\"", StringComparison.Ordinal)
            .Replace("OUT/", $"{group.PathOf("out")}/", StringComparison.Ordinal));
        return group;
    }

    // The documents of all of them stand beside each other, deeper than anything else that does.
    private static string TypeOf(string interchange)
    {
        var body = XDocument.Load(interchange).Descendants().First(element => element.Elements().Count() == 2);
        var document = body.Elements().First();
        return $"{document.Name.Namespace}#{document.Name.LocalName}";
    }

    private static Dictionary<string, (string Code, byte[] Bytes)> BadFiles()
    {
        const string Open = "<Order xmlns='urn:e'>\n<Total>1</Total>";
        const string Bomb = "<!DOCTYPE Order [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>\n";
        const string External = "<!DOCTYPE Order [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n";
        var depth = Enumerable.Range(0, 5_000);
        return new Dictionary<string, (string, byte[])>(StringComparer.Ordinal)
        {
            ["malformed.xml"] = ("bad-input", Encoding.UTF8.GetBytes($"{Open}</Odrer>")),
            ["truncated.xml"] = ("bad-input", Encoding.UTF8.GetBytes(Open)),
            ["no-xml.xml"] = ("bad-input", "%PDF-1.7 is no XML"u8.ToArray()),
            ["bomb.xml"] = ("bad-input", Encoding.UTF8.GetBytes($"{Bomb}{Open}<Note>&b;</Note></Order>")),
            ["external.xml"] = ("bad-input", Encoding.UTF8.GetBytes($"{External}{Open}<Note>&x;</Note></Order>")),
            ["encoding.xml"] = ("bad-input", Encoding.Latin1.GetBytes($"{Open}<Note>Grün</Note></Order>")),
            ["deep.xml"] = ("limit", Encoding.UTF8.GetBytes(
                $"{Open}{string.Concat(depth.Select(_ => "<a>"))}{string.Concat(depth.Select(_ => "</a>"))}</Order>")),
            ["giant.xml"] = ("limit", Encoding.UTF8.GetBytes(
                $"{Open}<Note>{new string('x', 17_000_000)}</Note></Order>")),
            ["empty.xml"] = ("empty-input", []),
        };
    }
}
