using System.Text;
using System.Xml.Linq;

namespace Viaduct.Cli.Demo;

/// <summary>
/// Payments: lines of fields at fixed positions come in; each becomes a receipt, which goes out in an envelope, and a
/// large one by itself, too.
/// </summary>
internal static class Payments
{
    private const int TreasuryFromCents = 500_000;

    private static readonly XNamespace R = "urn:viaduct:samples:receipts";
    private static readonly XNamespace B = "urn:viaduct:samples:receipt-batches";

    /// <summary>A valid file of payments.</summary>
    public static DemoFile Make(int number, Random random)
    {
        var text = new StringBuilder();
        var arrivals = new List<DemoArrival>();
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            var day = new DateOnly(2026, 3, 1).AddDays(random.Next(0, 90));
            string account = $"DE{random.Next(100_000_000):00000000}{random.Next(100_000_000):000000000000}";
            string reference = $"RE-{number:000000}-{i}";
            string payer = Texts.Partner(random).Name;
            int cents = random.Next(100, 1_000_000);
            text.Append($"{day:yyyyMMdd}{account,-24}{cents:0000000000}EUR{reference,-16}{payer,-30}\r\n");
            var receipt = Receipt(day, account, cents, reference, payer);
            arrivals.Add(DemoArrival.OfXml("to-accounts", Texts.Open(Envelope(receipt))));
            if (cents >= TreasuryFromCents) arrivals.Add(DemoArrival.OfXml("to-treasury", Texts.Open(receipt)));
        }

        byte[] bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text.ToString());
        return new DemoFile("payments", $"payments-{number:000000}.dat", bytes) { Arrivals = arrivals };
    }

    private static XElement Receipt(DateOnly day, string account, int cents, string reference, string payer) => new(
        R + "Receipt",
        new XAttribute("currency", "EUR"),
        new XElement(R + "Day", day.ToString("yyyy-MM-dd")),
        new XElement(R + "Invoice", reference),
        new XElement(R + "Amount", $"{cents / 100}.{cents % 100:00}"),
        new XElement(R + "From", new XAttribute("account", account), payer));

    private static XElement Envelope(XElement receipt) =>
        new(B + "Receipts", new XElement(B + "Sender", "viaduct"), new XElement(B + "Items", receipt));
}
