using System.Text.Json;
using System.Xml.Linq;

namespace Viaduct.Tidy.Rules;

/// <summary>Everything we build on may be used freely.</summary>
internal sealed class LicenceRule(string packageCache) : IRule
{
    private const string ListPath = "eng/licences.json";

    /// <summary>The folder into which packages are restored.</summary>
    public static string PackageCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <inheritdoc/>
    public string Name => "licences";

    /// <inheritdoc/>
    public string Why => "Users build on Viaduct under the MIT licence: what it brings along must be as permissive.";

    /// <inheritdoc/>
    public string Fix =>
        $"Read the package's licence; if it is permissive, enter the package in {ListPath}; else do without.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree)
    {
        var locks = tree.Files.Where(file => file.Name == "packages.lock.json");
        var packages = locks.SelectMany(Packages).Distinct().ToList();
        if (packages.Count == 0)
        {
            return [];
        }
        var list = JsonSerializer.Deserialize<LicenceList>(
            tree.Files.Single(file => file.Path == ListPath).Text, JsonSerializerOptions.Web)!;
        return packages.SelectMany(package => Check(list, package)).Concat(
            from entry in list.Packages.Keys
            where packages.TrueForAll(package => package.Name != entry)
            select new Finding(ListPath, 0, $"{entry} is no longer used"));
    }

    private IEnumerable<Finding> Check(LicenceList list, (string Name, string Version) package)
    {
        var (name, version) = package;
        if (!list.Packages.TryGetValue(name, out var licence))
        {
            yield return new Finding(ListPath, 0, $"{name} {version} is not listed", name);
            yield break;
        }
        if (!IsPermissive(list, licence))
        {
            yield return new Finding(ListPath, 0, $"{name}: {licence} is not permissive", name);
        }
        var stated = StatedBy(name, version);
        if (stated is not null && stated != licence)
        {
            yield return new Finding(ListPath, 0, $"{name} {version} states {stated}, not {licence}", name);
        }
    }

    // "A OR B" leaves the choice to us; "A AND B" binds us to both.
    private static bool IsPermissive(LicenceList list, string expression) => expression.Split(" OR ").Any(
        choice => choice.Split(" AND ").All(part => list.Permissive.Contains(part.Trim(' ', '(', ')'))));

    // Null where the package itself is not there (a lock file for another platform) or states no expression.
    private string? StatedBy(string name, string version)
    {
        var lower = name.ToLowerInvariant();
        var path = Path.Combine(packageCache, lower, version.ToLowerInvariant(), $"{lower}.nuspec");
        if (!File.Exists(path))
        {
            return null;
        }
        var licence = XDocument.Load(path).Descendants().FirstOrDefault(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value : null;
    }

    private static IEnumerable<(string Name, string Version)> Packages(SourceFile file)
    {
        using var json = JsonDocument.Parse(file.Text);
        foreach (var framework in json.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (var package in framework.Value.EnumerateObject())
            {
                if (package.Value.TryGetProperty("resolved", out var version))
                {
                    yield return (package.Name, version.GetString()!);
                }
            }
        }
    }

    private sealed record LicenceList(HashSet<string> Permissive, Dictionary<string, string> Packages);
}
