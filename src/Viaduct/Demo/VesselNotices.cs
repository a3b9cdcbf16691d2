using System.Xml.Linq;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Demo;

/// <summary>Notices of vessels in many variants, and where each must go.</summary>
internal static class VesselNotices
{
    private const string Folder = "notices";
    private const string Sample = "harbour/messages/vessel-notice.xml";

    private static readonly XNamespace H = "urn:viaduct:samples:harbour";

    private static readonly (string Name, string Flag, string Master)[] Vessels =
    [
        ("Ægir Strømsund", "NO", "Åse Bjørnsdóttir"), ("Santa Ágata", "PT", "João Conceição"),
        ("Fehmarn Trader", "DE", "Jürgen Voß"), ("Γλάρος", "GR", "Νίκος Παππάς"), ("海明丸", "JP", "山本 健一"),
    ];

    /// <summary>A valid notice that somebody wants.</summary>
    public static DemoFile Make(int number, Random random)
    {
        bool dangerous = random.Next(6) == 0;
        decimal draught = random.Next(40, 170) / 10m;
        var document = Document(number, random.Next(2) == 0 ? "arrival" : "departure", draught, dangerous, random);
        List<string> ports = ["to-berth-planning"];
        if (draught > 12.5m) ports.Add("to-pilots");
        if (dangerous) ports.Add("to-fire-brigade");
        return new DemoFile(Folder, $"notice-{number:000000}.xml", XmlText.Encode(document, random))
        {
            Ports = ports, IsXml = true,
        };
    }

    /// <summary>A valid notice that nobody has subscribed to.</summary>
    public static DemoFile Unwanted(int number, Random random)
    {
        var document = Document(number, "cancelled", 9.5m, dangerous: true, random);
        return new DemoFile(Folder, $"notice-{number:000000}.xml", XmlText.Encode(document, random))
        {
            FailureCode = FailureCodes.NoSubscriber, Flaw = "a notice that no port wants",
        };
    }

    private static XDocument Document(
        int number, string movement, decimal draught, bool dangerous, Random random)
    {
        var document = DemoSamples.Document(Sample);
        var root = document.Root!;
        var (name, flag, master) = Vessels[random.Next(Vessels.Length)];
        root.Element(H + "Reference")!.Value = $"HRO-26-{number:000000}";
        var vessel = root.Element(H + "Vessel")!;
        vessel.SetAttributeValue("imo", random.Next(9_000_000, 9_999_999));
        vessel.Element(H + "Name")!.Value = name;
        vessel.Element(H + "Flag")!.Value = flag;
        vessel.Element(H + "Draught")!.Value = draught.ToString("0.0");
        var call = root.Element(H + "Call")!;
        call.Element(H + "Movement")!.Value = movement;
        call.Element(H + "Master")!.Value = master;
        var cargo = root.Element(H + "Cargo")!;
        cargo.Element(H + "Tonnes")!.Value = random.Next(0, 90_000).ToString();
        cargo.Element(H + "DangerousGoods")!.Value = dangerous ? "true" : "false";
        return document;
    }
}
