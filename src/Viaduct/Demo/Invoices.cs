using System.Xml.Linq;

namespace Viaduct.Cli.Demo;

/// <summary>Invoices in many variants, and where each must go.</summary>
internal static class Invoices
{
    private const string Sample = "purchasing/messages/invoice.xml";

    private static readonly XNamespace I = "urn:viaduct:samples:invoices";
    private static readonly DateOnly FirstDay = new(2025, 10, 1);
    private static readonly DateOnly ReminderBefore = new(2026, 1, 1);

    /// <summary>A valid invoice, and the ports that want it.</summary>
    public static DemoFile Make(int number, Random random)
    {
        var document = DemoSamples.Document(Sample);
        var root = document.Root!;
        var issued = FirstDay.AddDays(random.Next(0, 200));
        var due = issued.AddDays(30);
        decimal net = random.Next(100, 2_000_000) / 100m;
        root.Element(I + "Number")!.Value = $"RE-2026-{number:000000}";
        root.Element(I + "Issued")!.Value = issued.ToString("yyyy-MM-dd");
        root.Element(I + "Due")!.Value = due.ToString("yyyy-MM-dd");
        root.Element(I + "Order")!.Value = $"45{random.Next(100_000_000):00000000}";
        var items = root.Elements(I + "Item").ToList();
        items[0].Value = net.ToString("0.00");
        decimal total = net + decimal.Parse(items[1].Value);
        root.Element(I + "Total")!.Value = total.ToString("0.00");
        List<string> ports = ["to-ledger", "to-archive"];
        if (due < ReminderBefore) ports.Add("to-reminders");
        return new DemoFile("invoices", $"invoice-{number:000000}.xml", XmlText.Encode(document, random))
        {
            Ports = ports, IsXml = true,
        };
    }
}
