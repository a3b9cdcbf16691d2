using System.Xml.Linq;

namespace Viaduct.Cli.Demo;

/// <summary>Purchase orders in many variants, and where each must go.</summary>
internal static class PurchaseOrders
{
    /// <summary>The folder that they come in at.</summary>
    public const string Folder = "orders";

    private const string Sample = "purchasing/messages/purchase-order.xml";
    private const int LargeLines = 2_500;

    private static readonly XNamespace O = "urn:viaduct:samples:orders";
    private static readonly XNamespace T = "urn:viaduct:samples:trade";

    private static readonly (string Name, string City, string Country)[] Buyers =
    [
        ("Brauerei Höllriegl & Söhne", "Würzburg", "DE"), ("Stadtwerke Flöha", "Flöha", "DE"),
        ("Käserei Rütli", "Altdorf", "CH"), ("Ångström Värme AB", "Malmö", "SE"),
        ("Crèmerie de l'Étang", "Nîmes", "FR"), ("Donaumühle", "Krems", "AT"), ("Łódzkie Zakłady <3>", "Łódź", "PL"),
    ];

    /// <summary>A valid order, and the ports that want it.</summary>
    public static DemoFile Make(int number, Random random) => Make(number, random, random.Next(1, 12));

    /// <summary>A valid order that is too large for the log, so that its body goes another way.</summary>
    public static DemoFile MakeLarge(int number, Random random) => Make(number, random, LargeLines);

    /// <summary>A valid order as a document.</summary>
    public static XDocument Document(int number, Random random) =>
        Document(number, random, random.Next(1, 12), out _);

    private static DemoFile Make(int number, Random random, int lines)
    {
        var document = Document(number, random, lines, out var ports);
        return new DemoFile(Folder, $"order-{number:000000}.xml", XmlText.Encode(document, random))
        {
            Ports = ports, IsXml = true,
        };
    }

    private static XDocument Document(int number, Random random, int lines, out IReadOnlyList<string> ports)
    {
        var document = DemoSamples.Document(Sample);
        var root = document.Root!;
        var buyer = Buyers[random.Next(Buyers.Length)];
        bool rush = random.Next(5) == 0;
        root.Element(O + "Number")!.Value = $"45{number:00000000}";
        root.SetAttributeValue("priority", rush ? "rush" : "normal");
        var party = root.Element(O + "Buyer")!;
        party.Element(T + "Name")!.Value = buyer.Name;
        party.Element(T + "City")!.Value = buyer.City;
        party.Element(T + "Country")!.Value = buyer.Country;
        decimal total = SetLines(root, lines, random);
        root.Element(O + "Total")!.Value = total.ToString("0.00");
        ports = PortsFor(total, buyer.Country, rush);
        return document;
    }

    private static decimal SetLines(XElement root, int lines, Random random)
    {
        var first = root.Element(O + "Line")!;
        root.Elements(O + "Line").Skip(1).Remove();
        decimal total = 0;
        var before = first;
        for (int i = 1; i <= lines; i++)
        {
            var line = i == 1 ? first : new XElement(first);
            int quantity = random.Next(1, 100);
            decimal price = random.Next(1, 6_000) / 100m;
            line.SetAttributeValue("number", i);
            line.Element(O + "Quantity")!.Value = quantity.ToString();
            line.Element(O + "Price")!.Value = price.ToString("0.00");
            total += quantity * price;
            if (i > 1) before.AddAfterSelf(line);
            before = line;
        }

        return total;
    }

    private static List<string> PortsFor(decimal total, string country, bool rush)
    {
        List<string> ports = ["to-erp", "to-archive"];
        if (total >= 10_000) ports.Add("to-approval");
        else if (rush) ports.Add("to-express-desk");
        if (country is not ("DE" or "AT")) ports.Add("to-export-desk");
        if (total >= 20_000) ports.Add("to-auditors");
        return ports;
    }
}
