using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy.Rules;

/// <summary>Names say what a thing is.</summary>
internal sealed class NameSuffixRule : IRule
{
    private static readonly string[] Suffixes =
    [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Base", "Impl", "Common", "Data",
        "Info",
    ];

    private static readonly HashSet<string> Folders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Helpers", "Managers", "Models", "Interfaces", "Utils", "Utilities", "Common", "Shared", "Misc", "Services",
    };

    /// <inheritdoc/>
    public string Name => "name-suffix";

    /// <inheritdoc/>
    public string Why => "Manager, Helper, Data … say nothing: such a thing gathers whatever has no place.";

    /// <inheritdoc/>
    public string Fix => "Name it after what it does or holds, in the words of the design.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) => Types(tree).Concat(FoldersOf(tree));

    private static IEnumerable<Finding> Types(SourceTree tree) =>
        from file in tree.CSharp
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let name = type.Identifier.Text
        from suffix in Suffixes
        where name.EndsWith(suffix, StringComparison.Ordinal)
        select new Finding(file.Path, SourceFile.LineOf(type), $"the type {name}", name);

    private static IEnumerable<Finding> FoldersOf(SourceTree tree) =>
        from folder in tree.CSharp.Select(file => file.Folder).Distinct()
        from part in folder.Split('/')
        where Folders.Contains(part)
        select new Finding(folder, 0, $"a folder named {part}");
}
