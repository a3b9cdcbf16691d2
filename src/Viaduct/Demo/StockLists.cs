using System.Text;
using System.Xml.Linq;

namespace Viaduct.Cli.Demo;

/// <summary>Stock lists: values separated by semicolons come in, an XML document goes out.</summary>
internal static class StockLists
{
    private static readonly XNamespace I = "urn:viaduct:samples:inventory";

    /// <summary>A valid stock list.</summary>
    public static DemoFile Make(int number, Random random)
    {
        var text = new StringBuilder("article;text;quantity;place\r\n");
        var inventory = new XElement(I + "Inventory");
        int total = 0;
        for (int i = random.Next(1, 30); i > 0; i--)
        {
            string article = $"SL-{number:000000}-{i:00}";
            string what = Texts.Description(random);
            int quantity = Math.Max(0, random.Next(-20, 200));
            string place = $"A-{random.Next(10):00}-{random.Next(30):00}";
            text.Append($"{article};\"{what.Replace("\"", "\"\"")}\";{quantity};{place}\r\n");
            total += quantity;
            if (quantity == 0) continue;
            inventory.Add(new XElement(
                I + "Article", new XAttribute("number", article), new XAttribute("quantity", quantity),
                new XAttribute("place", place), what));
        }

        inventory.SetAttributeValue("total", total);
        byte[] bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text.ToString());
        return new DemoFile("stock", $"stock-{number:000000}.csv", bytes)
        {
            Arrivals = [DemoArrival.OfXml("to-inventory", Texts.Open(inventory))],
        };
    }
}
