using System.Text;

namespace Viaduct.Cli.Demo;

/// <summary>Files that nobody looks into: scans and price lists.</summary>
internal static class Documents
{
    private static readonly string[] Keepers = ["to-document-store", "to-backup"];

    /// <summary>A scan or a price list, unlike every other.</summary>
    public static DemoFile Make(int number, Random random) => random.Next(3) switch
    {
        0 => new DemoFile("prices", $"prices-{number:000000}.csv", PriceList(number, random)) { Ports = ["to-shop"] },
        1 => new DemoFile("scans", $"note-{number:000000}.pdf", Pdf(number)) { Ports = Keepers },
        _ => new DemoFile("scans", $"stamp-{number:000000}.png", Png(random)) { Ports = Keepers },
    };

    private static byte[] PriceList(int number, Random random)
    {
        var text = new StringBuilder();
        for (int i = random.Next(1, 60); i > 0; i--)
            text.Append($"SP-{number:000000}-{i:00};Ersatzteil, geprüft;piece;{random.Next(1, 9_999)},50;EUR;")
                .Append("2026-03-01\r\n");
        // A price list comes from a system that writes Latin 1.
        byte[] rows = Encoding.Latin1.GetBytes(text.ToString());
        return [.. DemoSamples.Message("documents/messages/price-list.csv"), .. rows];
    }

    private static byte[] Pdf(int number) =>
    [
        .. DemoSamples.Message("documents/messages/delivery-note.pdf"),
        .. Encoding.ASCII.GetBytes($"% scanned as {number:000000}\n"),
    ];

    private static byte[] Png(Random random)
    {
        byte[] noise = new byte[random.Next(100, 20_000)];
        random.NextBytes(noise);
        return [.. DemoSamples.Message("documents/messages/stamp.png"), .. noise];
    }
}
