using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy.Rules;

/// <summary>Whoever switches a warning off says why.</summary>
internal sealed class SuppressionRule : IRule
{
    /// <inheritdoc/>
    public string Name => "suppression";

    /// <inheritdoc/>
    public string Why => "A warning that is switched off without a reason will be switched off again.";

    /// <inheritdoc/>
    public string Fix =>
        "'#pragma warning disable X // reason', or [SuppressMessage(…, Justification = \"reason\")].";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        tree.CSharp.SelectMany(file => Pragmas(file).Concat(Attributes(file)));

    private static IEnumerable<Finding> Pragmas(SourceFile file) =>
        from pragma in file.Root.DescendantNodes(descendIntoTrivia: true).OfType<PragmaWarningDirectiveTriviaSyntax>()
        where pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
        let line = SourceFile.LineOf(pragma)
        where !file.Lines[line - 1].Contains("//", StringComparison.Ordinal)
        select new Finding(file.Path, line, file.Lines[line - 1].Trim());

    private static IEnumerable<Finding> Attributes(SourceFile file) =>
        from attribute in file.Root.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() is "SuppressMessage" or "UnconditionalSuppressMessage"
        where !attribute.ToString().Contains("Justification", StringComparison.Ordinal)
        select new Finding(file.Path, SourceFile.LineOf(attribute), attribute.ToString());
}
