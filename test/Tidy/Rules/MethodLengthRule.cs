using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy.Rules;

/// <summary>Methods stay short.</summary>
internal sealed class MethodLengthRule : IRule
{
    private const int LinesMax = 70;

    /// <inheritdoc/>
    public string Name => "method-length";

    /// <inheritdoc/>
    public string Why => $"A method of more than {LinesMax} lines cannot be held in the head; 20 is the aim.";

    /// <inheritdoc/>
    public string Fix => "Name the steps: one private method each.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.CSharp
        from node in file.Root.DescendantNodes()
        let body = BodyOf(node)
        where body is not null
        let lines = LinesOf(body)
        where lines > LinesMax
        let name = NameOf(node)
        select new Finding(file.Path, SourceFile.LineOf(node), $"{name} has {lines} lines", name);

    private static SyntaxNode? BodyOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
        LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody,
        PropertyDeclarationSyntax property => property.ExpressionBody,
        _ => null,
    };

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        BaseMethodDeclarationSyntax => node.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        _ => node.FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.Identifier.Text ?? "accessor",
    };
}
