using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Viaduct.Packaging;

/// <summary>Writes the bill of materials (CycloneDX 1.6, JSON): equal parts give equal bytes.</summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The document.</summary>
    /// <param name="parts">The product and its parts.</param>
    /// <param name="time">When it was made.</param>
    public static string Write(ProductParts parts, DateTimeOffset time)
    {
        string product = Reference("Viaduct", parts.Version);
        var references = parts.Packages.ToDictionary(
            package => package.Name, package => Reference(package.Name, package.Version), StringComparer.Ordinal);
        var components = new JsonArray([.. parts.Packages.Select(package => Component(package))]);
        var dependencies = new JsonArray(Dependency(product, parts.Direct.Select(name => references[name])));
        foreach (var package in parts.Packages)
        {
            var needs = package.Needs.Where(references.ContainsKey).Select(name => references[name]);
            dependencies.Add((JsonNode)Dependency(references[package.Name], needs));
        }

        var document = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = $"urn:uuid:{Id(components.ToJsonString() + parts.Version)}",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["timestamp"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
                ["component"] = new JsonObject
                {
                    ["type"] = "application", ["bom-ref"] = product, ["name"] = "Viaduct",
                    ["version"] = parts.Version, ["licenses"] = Licence("MIT"),
                },
            },
            ["components"] = components,
            ["dependencies"] = dependencies,
        };
        return document.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Component(ProductPart package)
    {
        var component = new JsonObject
        {
            ["type"] = "library", ["bom-ref"] = Reference(package.Name, package.Version), ["name"] = package.Name,
            ["version"] = package.Version,
        };
        if (package.Sha512 is { } hash)
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = hash });
        component["licenses"] = Licence(package.Licence);
        component["purl"] = Reference(package.Name, package.Version);
        return component;
    }

    private static JsonArray Licence(string expression) => new(
        expression.Contains(' ', StringComparison.Ordinal)
            ? new JsonObject { ["expression"] = expression }
            : new JsonObject { ["license"] = new JsonObject { ["id"] = expression } });

    private static JsonObject Dependency(string reference, IEnumerable<string> on) => new()
    {
        ["ref"] = reference, ["dependsOn"] = new JsonArray([.. on.Select(one => (JsonNode)one)]),
    };

    private static string Reference(string name, string version) => $"pkg:nuget/{name}@{version}";

    // A name for these parts, and no other.
    private static Guid Id(string text)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
