using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy.Rules;

/// <summary>Types need few things to be made.</summary>
internal sealed class ConstructorParametersRule : IRule
{
    private const int ParametersMax = 7;

    /// <inheritdoc/>
    public string Name => "constructor-parameters";

    /// <inheritdoc/>
    public string Why => $"A type that needs more than {ParametersMax} things does too many; 4 is the aim.";

    /// <inheritdoc/>
    public string Fix => "Split the type, or gather what belongs together in a record with init properties.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.CSharp
        from type in file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
        from list in type.Members.OfType<ConstructorDeclarationSyntax>()
            .Select(constructor => constructor.ParameterList)
            .Append(type.ParameterList)
        where list is not null && list.Parameters.Count > ParametersMax
        let name = type.Identifier.Text
        select new Finding(file.Path, SourceFile.LineOf(list), $"{name} takes {list.Parameters.Count}", name);
}
