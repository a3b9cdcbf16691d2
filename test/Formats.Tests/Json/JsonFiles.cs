using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Json;

/// <summary>JSON sent through the components.</summary>
internal static class JsonFiles
{
    public static readonly JsonOptions Order = new() { Root = "R" };

    public static IDisassembler Disassembler(
        JsonOptions? options = null, IPackageFiles? files = null, params ConfiguredPromotion[] promotions) =>
        (IDisassembler)FormatComponents.All.Single(factory => factory.Name == "json")
            .Create(options ?? Order, new ComponentResources(files ?? Documents.NoFiles, promotions));

    public static IBodyComponent Assembler(JsonAssembleOptions? options = null, IPackageFiles? files = null) =>
        (IBodyComponent)FormatComponents.All.Single(factory => factory.Name == "jsonAssemble")
            .Create(options ?? new JsonAssembleOptions(), new ComponentResources(files ?? Documents.NoFiles, []));

    /// <summary>The XML that a document becomes.</summary>
    public static async Task<string> XmlOfAsync(
        string json, JsonOptions? options = null, IPackageFiles? files = null, int piece = 0)
    {
        var message = await Disassembler(options, files).GoodAsync(Message(json, piece));
        return message.Text();
    }

    /// <summary>The JSON that a document becomes.</summary>
    public static async Task<string> JsonOfAsync(
        string xml, JsonAssembleOptions? options = null, IPackageFiles? files = null)
    {
        var message = Documents.Message(xml);
        Assert.Null((await Assembler(options, files).RunAsync(message, new RunContext(), default))?.ToString());
        return message.Text();
    }

    /// <summary>Why a document does not become JSON.</summary>
    public static async Task<Failure> RefusedAsync(
        string xml, JsonAssembleOptions? options = null, IPackageFiles? files = null)
    {
        var failure = await Assembler(options, files).RunAsync(Documents.Message(xml), new RunContext(), default);
        Assert.NotNull(failure);
        return failure;
    }

    public static PipelineMessage Message(string json, int piece = 0) => Message(Encoding.UTF8.GetBytes(json), piece);

    public static PipelineMessage Message(byte[] bytes, int piece = 0)
    {
        var message = Documents.Message(bytes, "application/json");
        if (piece > 0) message.Body = StreamedBody.InPieces(bytes, piece);
        return message;
    }

    /// <summary>The XML without what belongs to the convention.</summary>
    public static string Plain(string xml) => xml
        .Replace(" xmlns:j=\"urn:viaduct:json\"", "", StringComparison.Ordinal);
}
