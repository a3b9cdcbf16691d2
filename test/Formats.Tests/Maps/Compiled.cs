using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Tests.Maps;

/// <summary>Assemblies of applications, compiled by a test.</summary>
internal static class Compiled
{
    /// <summary>The source of a map that writes what an expression of C# gives.</summary>
    public static string Map(string text, string members = "", string name = "TheMap") => $$"""
        using System;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using System.Runtime.InteropServices;
        using Viaduct.Core.Messages;
        using Viaduct.Core.Pipelines;

        namespace Contoso;

        public sealed class {{name}} : IMap
        {
            {{members}}

            public string SourceMessageType => "urn:order#Order";

            public async ValueTask<Failure> MapAsync(
                PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
            {
                string text = $"{ {{text}} }";
                await using var body = context.CreateBody();
                await body.Stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
                message.Body = await body.CompleteAsync(cancellationToken);
                return null;
            }
        }
        """;

    /// <summary>The bytes of an assembly.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="name">Its name.</param>
    /// <param name="beside">Assemblies that it refers to, beside .NET and the contract.</param>
    public static byte[] Assembly(string source, string name = "Contoso.Maps", params byte[][] beside)
    {
        string platform = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = Directory.EnumerateFiles(platform, "*.dll").Where(IsManaged)
            .Append(typeof(IMap).Assembly.Location)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .Concat(beside.Select(bytes => MetadataReference.CreateFromImage(bytes)));
        var compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(source)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return bytes.ToArray();
    }

    private static bool IsManaged(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll";
    }
}
