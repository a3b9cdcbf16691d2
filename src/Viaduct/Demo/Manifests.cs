using System.Text;
using System.Xml.Linq;

namespace Viaduct.Cli.Demo;

/// <summary>Manifests: envelopes of shipments come in; a line of values goes out for each shipment.</summary>
internal static class Manifests
{
    private static readonly XNamespace M = "urn:viaduct:samples:manifests";
    private static readonly XNamespace S = "urn:viaduct:samples:shipments";

    /// <summary>A valid manifest.</summary>
    public static DemoFile Make(int number, Random random)
    {
        var shipments = new XElement(M + "Shipments");
        var arrivals = new List<DemoArrival>();
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            var partner = Texts.Partner(random);
            string shipment = $"SH-{number:000000}-{i}";
            int grams = random.Next(50, 30_000);
            shipments.Add(new XElement(
                S + "Shipment",
                new XElement(S + "Number", shipment),
                new XElement(
                    S + "Recipient", new XElement(S + "Name", partner.Name), new XElement(S + "Street", partner.Street),
                    new XElement(S + "City", partner.City), new XElement(S + "Country", partner.Country)),
                new XElement(S + "Grams", grams)));
            string label = $"{shipment},{Quoted(partner.Name)},{Quoted(partner.Street)},{Quoted(partner.City)},"
                + $"{partner.Country},{grams / 1000}.{grams % 1000:000}\r\n";
            arrivals.Add(DemoArrival.OfBytes("to-carrier", Encoding.UTF8.GetBytes(label)));
        }

        var manifest = new XDocument(
            new XElement(M + "Manifest", new XElement(M + "Truck", $"HRO-VD {number % 10_000}"), shipments));
        return new DemoFile("shipments", $"manifest-{number:000000}.xml", XmlText.Encode(manifest, random))
        {
            Arrivals = arrivals,
        };
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"")}\"";
}
