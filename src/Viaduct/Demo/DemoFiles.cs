namespace Viaduct.Cli.Demo;

/// <summary>The mix of files that the demo puts in: the same for the same number.</summary>
internal static class DemoFiles
{
    private const int Seed = 20_260_312;
    private const int BadEvery = 50;
    private const int LargeEvery = 400;
    private const int LargeAt = 7;

    /// <summary>The files, in the order in which they come.</summary>
    public static IEnumerable<DemoFile> Make(int count)
    {
        var random = new Random(Seed);
        int bad = 0;
        for (int number = 1; number <= count; number++)
        {
            // Each way to be wrong at least once, as far as there are enough files.
            bool wrong = number % BadEvery == 0 || (bad < BadFiles.KindCount && count - number < BadFiles.KindCount);
            if (number % LargeEvery == LargeAt) yield return PurchaseOrders.MakeLarge(number, random);
            else yield return wrong ? BadFiles.Make(bad++, number, random) : Good(number, random);
        }
    }

    private static DemoFile Good(int number, Random random) => random.Next(28) switch
    {
        < 8 => PurchaseOrders.Make(number, random),
        < 12 => Invoices.Make(number, random),
        < 16 => VesselNotices.Make(number, random),
        < 20 => Documents.Make(number, random),
        < 22 => CallOffs.Make(number, random),
        < 24 => Payments.Make(number, random),
        < 26 => StockLists.Make(number, random),
        _ => Manifests.Make(number, random),
    };
}
