using System.Text;
using System.Xml.Linq;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Demo;

/// <summary>Call-offs: tagged lines come in; a list at fixed positions or an XML document goes out.</summary>
internal static class CallOffs
{
    private const string Folder = "call-offs";

    private static readonly XNamespace C = "urn:viaduct:samples:call-offs";

    /// <summary>A valid call-off.</summary>
    public static DemoFile Make(int number, Random random)
    {
        bool isHere = random.Next(3) > 0;
        string site = isHere ? "HRO" : "GDN";
        var day = new DateOnly(2026, 3, 1).AddDays(random.Next(0, 90));
        var items = Enumerable.Range(1, random.Next(1, 20))
            .Select(i => new Item($"{Texts.Article(random)}-{i:00}", random.Next(1, 100), Texts.Description(random)))
            .ToList();
        return new DemoFile(Folder, $"call-off-{number:000000}.txt", Encode(Lines(number, site, day, items)))
        {
            Arrivals = isHere
                ? [DemoArrival.OfBytes("to-picking", Encode(PickList(number, day, items)))]
                : [DemoArrival.OfXml("to-forwarder", Texts.Open(Document(number, site, day, items)))],
        };
    }

    /// <summary>A call-off with a line that begins with no tag of its schema.</summary>
    public static DemoFile UnknownTag(int number, Random random)
    {
        string text = $"HEAD|CO-{number:000000}|HRO|2026-03-14\r\nITME|{Texts.Article(random)}|12|Kugelhahn\r\n";
        return new DemoFile(Folder, $"bad-call-off-{number:000000}.txt", Encode(text))
        {
            FailureCode = FailureCodes.BadInput, Flaw = "a flat file with an unknown tag",
        };
    }

    private static string Lines(int number, string site, DateOnly day, List<Item> items) =>
        $"HEAD|CO-{number:000000}|{site}|{day:yyyy-MM-dd}\r\n"
        + string.Concat(items.Select(item => $"ITEM|{item.Article}|{item.Quantity}|{item.Text}\r\n"));

    // The map sorts by article; the schema of the list says where the fields stand.
    private static string PickList(int number, DateOnly day, List<Item> items) =>
        $"{$"CO-{number:000000}",-12}{day:yyyyMMdd}\r\n"
        + string.Concat(items.OrderBy(item => item.Article, StringComparer.Ordinal)
            .Select(item => $"{item.Quantity:00000}{item.Article,-18}{item.Text,-30}\r\n"));

    private static XElement Document(int number, string site, DateOnly day, List<Item> items) => new(
        C + "CallOff",
        new XElement(
            "Head", new XElement("Number", $"CO-{number:000000}"), new XElement("Site", site),
            new XElement("Day", day.ToString("yyyy-MM-dd"))),
        items.Select(item => new XElement(
            "Item", new XElement("Article", item.Article), new XElement("Quantity", item.Quantity),
            new XElement("Text", item.Text))));

    private static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text);

    private sealed record Item(string Article, int Quantity, string Text);
}
