using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy.Rules;

/// <summary>A type is found by the name of its file.</summary>
internal sealed class OneTypePerFileRule : IRule
{
    /// <inheritdoc/>
    public string Name => "one-type";

    /// <inheritdoc/>
    public string Why => "Whoever looks for a type looks for its file.";

    /// <inheritdoc/>
    public string Fix => "One top-level type per file, named like the file (a part of a partial type: Type.Part.cs).";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var file in tree.CSharp)
        {
            var types = file.TopLevelTypes.ToList();
            var expected = file.Name.Split('.')[0];
            foreach (var second in types.Skip(1))
            {
                yield return new Finding(file.Path, SourceFile.LineOf(second), $"a second type, {NameOf(second)}");
            }
            if (types.Count > 0 && NameOf(types[0]) != expected)
            {
                yield return new Finding(file.Path, SourceFile.LineOf(types[0]), $"the type {NameOf(types[0])}");
            }
        }
    }

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        DelegateDeclarationSyntax callback => callback.Identifier.Text,
        _ => ((BaseTypeDeclarationSyntax)type).Identifier.Text,
    };
}
