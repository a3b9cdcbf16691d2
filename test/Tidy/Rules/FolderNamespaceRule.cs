using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy.Rules;

/// <summary>The folder is the namespace.</summary>
internal sealed class FolderNamespaceRule : IRule
{
    /// <inheritdoc/>
    public string Name => "folder-namespace";

    /// <inheritdoc/>
    public string Why => "A using says in which folder to look.";

    /// <inheritdoc/>
    public string Fix => "Move the file, or name the namespace after project and folder, in one 'namespace X;' line.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var file in tree.CSharp)
        {
            if (tree.ProjectOf(file) is not { } project || !file.TopLevelTypes.Any())
            {
                continue;
            }
            var expected = Expected(project, file);
            var spaces = file.Root.Members.OfType<BaseNamespaceDeclarationSyntax>().Select(one => one.Name.ToString());
            var found = string.Join(", ", spaces.DefaultIfEmpty("no namespace"));
            if (found != expected)
            {
                yield return new Finding(file.Path, 0, $"{found} instead of {expected}");
            }
        }
    }

    private static string Expected(SourceFile project, SourceFile file)
    {
        var named = XDocument.Parse(project.Text).Descendants("RootNamespace").FirstOrDefault()?.Value;
        var root = named ?? Path.GetFileNameWithoutExtension(project.Name);
        var below = file.Folder[project.Folder.Length..].Replace('/', '.');
        return root + below;
    }
}
