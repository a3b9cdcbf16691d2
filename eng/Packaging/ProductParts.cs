using System.Text.Json;
using System.Xml.Linq;

namespace Viaduct.Packaging;

/// <summary>The product, and what it brings along: by its lock file, and the list of licences.</summary>
/// <param name="Version">The product's version.</param>
/// <param name="Packages">The packages, by name.</param>
internal sealed record ProductParts(string Version, IReadOnlyList<ProductPart> Packages)
{
    private const string Product = "src/Viaduct/packages.lock.json";

    /// <summary>The packages that the executable names itself.</summary>
    public required IReadOnlyList<string> Direct { get; init; }

    /// <summary>Reads them.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="runtime">The version of the .NET runtime that is packed too; empty for none.</param>
    /// <exception cref="InvalidDataException">A package has no licence in the list.</exception>
    public static ProductParts Read(string root, string runtime)
    {
        var props = XDocument.Load(Path.Combine(root, "Directory.Build.props"));
        string version = props.Descendants("Version").First().Value;
        var licences = Licences(root);
        var unpacked = Unpacked(root);
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, Product)));
        var packages = new List<ProductPart>();
        var direct = new List<string>();
        foreach (var entry in file.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject())
        {
            if (!entry.Value.TryGetProperty("resolved", out var resolved) || unpacked.Contains(entry.Name)) continue;
            packages.Add(Part(entry, resolved.GetString()!, licences));
            if (entry.Value.GetProperty("type").GetString() == "Direct") direct.Add(entry.Name);
        }

        if (runtime.Length > 0)
        {
            packages.Add(new ProductPart("Microsoft.NETCore.App.Runtime", runtime, "MIT", null, []));
            packages.Add(new ProductPart("Microsoft.AspNetCore.App.Runtime", runtime, "MIT", null, []));
        }

        return new ProductParts(version, [.. packages.OrderBy(package => package.Name, StringComparer.Ordinal)])
        {
            Direct = direct,
        };
    }

    private static ProductPart Part(JsonProperty entry, string version, Dictionary<string, string> licences)
    {
        if (!licences.TryGetValue(entry.Name, out string? licence))
            throw new InvalidDataException($"eng/licences.json does not know {entry.Name} {version}.");
        List<string> needs = entry.Value.TryGetProperty("dependencies", out var needed)
            ? [.. needed.EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal)]
            : [];
        string hash = Convert.ToHexStringLower(entry.Value.GetProperty("contentHash").GetBytesFromBase64());
        return new ProductPart(entry.Name, version, licence, hash, needs);
    }

    private static Dictionary<string, string> Licences(string root)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "eng/licences.json")));
        return list.RootElement.GetProperty("packages").EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value.GetString()!, StringComparer.Ordinal);
    }

    // Analyzers are in the lock file, and stay with the compiler.
    private static HashSet<string> Unpacked(string root) =>
    [
        .. XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("ItemGroup")
            .Where(group => (string?)group.Attribute("Label") == "Analysis").Descendants("PackageVersion")
            .Select(package => (string)package.Attribute("Include")!),
    ];
}
