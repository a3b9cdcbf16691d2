using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy.Rules;

/// <summary>Most of Core is its own affair.</summary>
internal sealed class PublicShareRule : IRule
{
    private const int PercentMax = 45;

    // Contracts are written first: the share of a young tree says nothing.
    private const int TypesMin = 120;

    /// <inheritdoc/>
    public string Name => "public-share";

    /// <inheritdoc/>
    public string Why =>
        $"Public means contract, and is hard to change: at most {PercentMax} % of Core's types, 30 is the aim.";

    /// <inheritdoc/>
    public string Fix => "Make internal what no other project needs.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree)
    {
        var types = tree.CSharp.Where(file => file.IsUnder("src/Core")).SelectMany(file => file.TopLevelTypes).ToList();
        var open = types.Count(IsPublic);
        if (types.Count >= TypesMin && open * 100 > types.Count * PercentMax)
        {
            yield return new Finding("src/Core", 0, $"{open} of {types.Count} types are public");
        }
    }

    private static bool IsPublic(MemberDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PublicKeyword);
}
