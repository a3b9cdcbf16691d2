using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy;

/// <summary>One text file of the tree.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);
    private readonly Lazy<SyntaxTree> _syntax;

    /// <summary>A file with its path relative to the root, with forward slashes.</summary>
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Lines = text.Split('\n');
        _syntax = new(() => CSharpSyntaxTree.ParseText(text, Options, path));
    }

    /// <summary>The path relative to the root, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The lines; the last is empty if the file ends with a line feed.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The number of lines as an editor counts them.</summary>
    public int LineCount => Lines[^1].Length == 0 ? Lines.Count - 1 : Lines.Count;

    /// <summary>The file's name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The folder relative to the root; empty for the root itself.</summary>
    public string Folder => Path.Contains('/') ? Path[..Path.LastIndexOf('/')] : "";

    /// <summary>Whether it is C#.</summary>
    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>Whether it is a document for people.</summary>
    public bool IsDocument => Path.EndsWith(".md", StringComparison.Ordinal);

    /// <summary>The syntax tree of a C# file.</summary>
    public SyntaxTree Syntax => _syntax.Value;

    /// <summary>The root of the syntax tree.</summary>
    public CompilationUnitSyntax Root => Syntax.GetCompilationUnitRoot();

    /// <summary>The types at the top level, inside namespaces or not.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>The line on which a node starts, from 1.</summary>
    public static int LineOf(SyntaxNodeOrToken node) => node.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>Whether it lies in a folder (or below), given with forward slashes.</summary>
    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}
