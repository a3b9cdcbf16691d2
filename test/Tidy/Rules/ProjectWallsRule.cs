using System.Xml.Linq;

namespace Viaduct.Tidy.Rules;

/// <summary>The walls between projects, as their references show them.</summary>
internal sealed class ProjectWallsRule : IRule
{
    private const string Core = "src/Core/Viaduct.Core.csproj";

    /// <inheritdoc/>
    public string Name => "project-walls";

    /// <inheritdoc/>
    public string Why =>
        "Core needs nothing but abstractions; stores, adapters and formats know Core and never each other: "
        + "each can be replaced.";

    /// <inheritdoc/>
    public string Fix => "Move what both need into Core as a contract, or compose them in Server.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from project in tree.Projects
        where project.IsUnder("src")
        from reference in References(project)
        where !IsAllowed(project, reference)
        select new Finding(project.Path, 0, $"a reference to {reference.Name}", reference.Name);

    private static bool IsAllowed(SourceFile project, (string Name, bool IsPackage) reference)
    {
        var folder = project.Path.Split('/')[1];
        if (folder == "Core")
        {
            return reference.IsPackage && reference.Name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                && reference.Name.EndsWith(".Abstractions", StringComparison.Ordinal);
        }
        if (folder == "Client")
        {
            return reference.IsPackage;
        }
        if (folder == "Adapters" && reference.IsPackage)
        {
            return false;
        }
        var leaf = folder is "Formats" or "Adapters"
            || folder.StartsWith("Store.", StringComparison.Ordinal)
            || folder.StartsWith("Adapters.", StringComparison.Ordinal);
        return !leaf || reference.IsPackage || reference.Name == Core;
    }

    private static IEnumerable<(string Name, bool IsPackage)> References(SourceFile project)
    {
        foreach (var element in XDocument.Parse(project.Text).Descendants())
        {
            var name = element.Attribute("Include")?.Value.Replace('\\', '/') ?? "";
            if (element.Name.LocalName == "PackageReference")
            {
                yield return (name, true);
            }
            else if (element.Name.LocalName == "ProjectReference")
            {
                var full = Path.GetFullPath(Path.Combine("/", project.Folder, name));
                yield return (Path.GetRelativePath("/", full), false);
            }
        }
    }
}
