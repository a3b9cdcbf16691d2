using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy;

/// <summary>
/// Which types the code of Core names, by room (the folder below <c>src/Core</c>). The compiler resolves the names, so
/// that an alias, a nested name or a global using hides nothing.
/// </summary>
internal sealed class CoreRooms
{
    private const string Folder = "src/Core";
    private const string GlobalUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly ConditionalWeakTable<SourceTree, CoreRooms> Cache = [];
    private readonly List<TypeUse> _uses = [];

    private CoreRooms(SourceTree tree)
    {
        var files = tree.CSharp.Where(file => file.IsUnder(Folder)).ToList();
        var options = files.Count > 0 ? (CSharpParseOptions)files[0].Syntax.Options : CSharpParseOptions.Default;
        var compilation = CSharpCompilation.Create(
            "Viaduct.Core",
            [.. files.Select(file => file.Syntax), CSharpSyntaxTree.ParseText(GlobalUsings, options)],
            References(),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        foreach (var file in files)
        {
            var model = compilation.GetSemanticModel(file.Syntax);
            _uses.AddRange(
                from name in file.Root.DescendantNodes().OfType<SimpleNameSyntax>()
                where name is not IdentifierNameSyntax { IsVar: true }
                let type = TypeOf(model.GetSymbolInfo(name).Symbol)
                where type is not null
                select new TypeUse(file, name, RoomOf(file), type));
        }
    }

    /// <summary>Every place where a type is named.</summary>
    public IReadOnlyList<TypeUse> Uses => _uses;

    /// <summary>The rooms of a tree, resolved once.</summary>
    public static CoreRooms Of(SourceTree tree) => Cache.GetValue(tree, key => new CoreRooms(key));

    // The first folder below Core; empty for a file at its top.
    private static string RoomOf(SourceFile file) => file.Folder.Split('/').ElementAtOrDefault(2) ?? "";

    // A type by its name, a constructor by its type, a static or extension method by the type that declares it.
    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol type => type,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType,
        IMethodSymbol { IsExtensionMethod: true } method => method.ContainingType,
        IMethodSymbol { IsStatic: true } method => method.ContainingType,
        _ => null,
    };

    private static IEnumerable<MetadataReference> References() =>
        from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        where !Path.GetFileName(path).StartsWith("Viaduct.", StringComparison.Ordinal)
        select MetadataReference.CreateFromFile(path);

    /// <summary>A type named in a place.</summary>
    internal sealed record TypeUse(SourceFile File, SimpleNameSyntax Place, string Room, INamedTypeSymbol Type)
    {
        private const string Prefix = "Viaduct.Core.";

        /// <summary>The namespace of the type with its dots.</summary>
        public string Namespace => Type.ContainingNamespace.ToDisplayString();

        /// <summary>The room of Core the type lives in; null for types from elsewhere.</summary>
        public string? TypeRoom =>
            Namespace.StartsWith(Prefix, StringComparison.Ordinal) ? Namespace[Prefix.Length..].Split('.')[0] : null;

        /// <summary>The type's full name.</summary>
        public string TypeName => $"{Namespace}.{Type.Name}";

        /// <summary>A finding for this place.</summary>
        public Finding ToFinding()
        {
            var room = Room.Length == 0 ? "Core" : Room;
            return new(File.Path, SourceFile.LineOf(Place), $"{room} names {TypeName}", Type.Name);
        }
    }
}
