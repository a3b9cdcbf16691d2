using System.Text;
using System.Xml.Linq;

namespace Viaduct.Cli.Demo;

/// <summary>Words that the files of the warehouse are made of.</summary>
internal static class Texts
{
    private static readonly string[] Descriptions =
    [
        "Kugelhahn DN 50, Edelstahl", "Dichtungssatz für DN 50", "Rückschlagventil DN 25", "Flansch PN 16; verzinkt",
        "Manometer 0-10 bar \"Ø 63\"", "Schieber DN 80",
    ];

    private static readonly (string Name, string Street, string City, string Country)[] Partners =
    [
        ("Brauerei Höllriegl & Söhne", "Am Mühlbach 4", "Würzburg", "DE"),
        ("Ångström Värme AB", "Hamngatan 9, \"Kajen\"", "Malmö", "SE"),
        ("Crèmerie de l'Étang", "Rue du Lac, 12", "Nîmes", "FR"), ("Donaumühle", "Hafenstraße 1", "Krems", "AT"),
    ];

    /// <summary>The number of an article.</summary>
    public static string Article(Random random) => $"KH-{random.Next(10_000):0000}";

    /// <summary>What an article is, in at most 30 characters, all of them in Windows 1252.</summary>
    public static string Description(Random random) => Descriptions[random.Next(Descriptions.Length)];

    /// <summary>A partner; the name has at most 30 characters, all of them in Windows 1252.</summary>
    public static (string Name, string Street, string City, string Country) Partner(Random random) =>
        Partners[random.Next(Partners.Length)];

    /// <summary>A document as it must arrive, to be read.</summary>
    public static Stream Open(XElement document) =>
        new MemoryStream(Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting)));
}
