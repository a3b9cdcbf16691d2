using System.Text;
using System.Text.Json;

namespace Viaduct.Scenarios;

/// <summary>Envelopes on a real server: parts are published, and bad ones suspended alone or with everything.</summary>
public class EnvelopeTests
{
    private const int Many = 3000;

    private const string Configuration =
        """
        receivePorts:
          - name: batches-in
            locations:
              - name: by-part
                file: { folder: "IN", mask: "part-*.xml" }
                receive: [ { xml: { schemas: [ schemas ], validate: true, recoverable: true, keepOriginal: true } } ]
              - name: as-a-whole
                file: { folder: "IN", mask: "whole-*.xml" }
                receive: [ { xml: { schemas: [ schemas/Order.xsd ], envelopes: [ schemas ], validate: true } } ]
        sendPorts:
          - name: orders
            filter: messageType == "urn:o#Order"
            file: { folder: "OUT/orders", fileName: "%MessageID%-%SourceFileName%" }
          - name: batches
            filter: messageType == "urn:o#Order"
            send: [ { xmlAssemble: { envelope: schemas/Batch.xsd } } ]
            file: { folder: "OUT/batches", fileName: "%MessageID%-%SourceFileName%" }
        """;

    [Fact]
    public async Task Good_parts_are_delivered_and_bad_ones_suspended_with_their_places()
    {
        using var group = Group();
        await using var server = await group.StartReadyAsync();
        group.Put("part-1.xml", EnvelopeFiles.Batch("1", "2", "three", "4"));
        group.Put("part-empty.xml", EnvelopeFiles.Batch());
        group.Put("part-cut.xml", EnvelopeFiles.Batch("7", "8")[..^15]);
        await group.ArrivedAsync("orders", 3);
        await group.ArrivedAsync("batches", 3);
        var suspended = await group.SuspendedAsync(3);
        var shown = new List<JsonElement>();
        foreach (var item in suspended)
            shown.Add(await ViaductProgram.JsonAsync(
                0, "messages", "show", item.GetProperty("id").GetString()!, "--store", group.Store));
        await FileGroup.StopAsync(server);

        Assert.Equal(["1", "2", "4"], group.ArrivedPaths("orders").Select(Id).Order(StringComparer.Ordinal));
        Assert.All(group.ArrivedPaths("batches"), path => Assert.Contains(
            "<ns0:Batch xmlns:ns0=\"urn:b\"><ns0:Orders><o:Order ", File.ReadAllText(path), StringComparison.Ordinal));
        Assert.Equal(3, suspended.Count);
        var part = shown.Single(item => Text(item).Contains("Part 3 of the interchange", StringComparison.Ordinal)
            && Property(item, "InterchangeSequenceNumber") == "3");
        Assert.Contains("line 6, column", Text(part), StringComparison.Ordinal);
        Assert.Equal("line 6, column 2", Property(part, "PartPlace"));
        var original = shown.Single(item => Text(item).Contains("1 of its 4 parts failed", StringComparison.Ordinal));
        Assert.Equal(Interchange(part), Interchange(original));
        Assert.Single(shown, item => Path.GetFileName(Property(item, "ReceivedFileName")) == "part-cut.xml");
        group.CheckAllTaken();
    }

    [Fact]
    public async Task One_bad_part_suspends_the_whole_and_nothing_of_it_is_published()
    {
        string large = new('x', 400_000);
        var bad = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["whole-few.xml"] = EnvelopeFiles.Batch("1", "two"),
            ["whole-many.xml"] = EnvelopeFiles.Batch([.. Enumerable.Range(0, Many).Select(i => $"{i}"), "last"]),
            ["whole-large.xml"] = EnvelopeFiles.Batch(
                [.. Enumerable.Range(0, 20).Select(i => $"{i}</Id><Note>{large}</Note><!--"), "last"])
                .Replace("<!--</Id>", "", StringComparison.Ordinal),
        };
        using var group = Group();
        await using var server = await group.StartReadyAsync();
        foreach (var (name, content) in bad) group.Put(name, content);
        group.Put("whole-good.xml", EnvelopeFiles.Batch(Enumerable.Range(0, Many).Select(i => $"{i}")));
        var suspended = await group.SuspendedAsync(bad.Count);
        await group.ArrivedAsync("orders", Many);
        foreach (var item in suspended)
        {
            string id = item.GetProperty("id").GetString()!;
            var shown = await ViaductProgram.JsonAsync(0, "messages", "show", id, "--store", group.Store);
            string name = Path.GetFileName(Property(shown, "ReceivedFileName"));
            Assert.Contains("of the interchange", Text(item), StringComparison.Ordinal);
            var saved = await ViaductProgram.JsonAsync(
                0, "messages", "save", id, "--to", group.PathOf("saved"), "--store", group.Store);
            Assert.Equal(bad[name], File.ReadAllText(saved.GetProperty("files")[1].GetString()!));
        }

        await FileGroup.StopAsync(server);
        Assert.Equal(bad.Count, suspended.Count);
        Assert.All(group.Arrived("orders"), name => Assert.Equal("whole-good.xml", name));
        Assert.Equal(Many, group.ArrivedPaths("orders").Select(Id).Distinct(StringComparer.Ordinal).Count());
        group.CheckAllTaken();
    }

    private static FileGroup Group()
    {
        var group = new FileGroup();
        foreach (string port in new[] { "orders", "batches" }) group.Out(port);
        group.WriteConfiguration("schemas/Batch.xsd", Encoding.UTF8.GetBytes(EnvelopeFiles.BatchSchema));
        group.WriteConfiguration("schemas/Order.xsd", Encoding.UTF8.GetBytes(EnvelopeFiles.OrderSchema));
        group.ConfigureText(Configuration
            .Replace("IN\"", $"{group.In}\"", StringComparison.Ordinal)
            .Replace("OUT/", $"{group.PathOf("out")}/", StringComparison.Ordinal));
        return group;
    }

    private static string Id(string path) => File.ReadAllText(path).Split("<Id>")[1].Split("</Id>")[0];

    private static string Text(JsonElement item) =>
        (item.TryGetProperty("item", out var shown) ? shown : item).GetProperty("failureText").GetString()!;

    private static string Interchange(JsonElement shown) =>
        shown.GetProperty("item").GetProperty("interchangeId").GetString()!;

    private static string Property(JsonElement shown, string name) => shown.GetProperty("context").EnumerateArray()
        .SingleOrDefault(property => property.GetProperty("name").GetString() == name) is
            { ValueKind: JsonValueKind.Object } found ? found.GetProperty("value").GetString()! : "";
}
