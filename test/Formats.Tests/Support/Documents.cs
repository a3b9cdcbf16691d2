using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Support;

/// <summary>Sends documents through the components.</summary>
internal static class Documents
{
    public static readonly IPackageFiles NoFiles = new MemoryPackage();

    public static PipelineMessage Message(string text, string? contentType = null) =>
        Message(Encoding.UTF8.GetBytes(text), contentType);

    public static PipelineMessage Message(byte[] bytes, string? contentType = null) =>
        new(Body.From(bytes), new MessageContextBuilder(), contentType);

    public static IDisassembler Disassembler(
        XmlOptions? options = null, IPackageFiles? files = null, params ConfiguredPromotion[] promotions) =>
        (IDisassembler)Component("xml", options ?? new XmlOptions(), files, promotions);

    public static IBodyComponent Validator(IPackageFiles files, params string[] schemas) =>
        (IBodyComponent)Component("validateXml", new ValidateXmlOptions { Schemas = schemas }, files);

    public static IBodyComponent Assembler(XmlAssembleOptions? options = null, IPackageFiles? files = null) =>
        (IBodyComponent)Component("xmlAssemble", options ?? new XmlAssembleOptions(), files);

    public static async Task<DisassembledItem> DisassembleAsync(
        this IDisassembler disassembler, PipelineMessage message, RunContext? context = null) =>
        Assert.Single(await disassembler.AllAsync(message, context));

    public static async Task<List<DisassembledItem>> AllAsync(
        this IDisassembler disassembler, PipelineMessage message, RunContext? context = null)
    {
        var items = new List<DisassembledItem>();
        await foreach (var item in disassembler.DisassembleAsync(message, context ?? new RunContext(), default))
            items.Add(item);
        return items;
    }

    public static async Task<PipelineMessage> GoodAsync(
        this IDisassembler disassembler, PipelineMessage message, RunContext? context = null)
    {
        var item = await disassembler.DisassembleAsync(message, context);
        Assert.Null(item.Failure?.ToString());
        return item.Message!;
    }

    public static async Task<Failure> BadAsync(
        this IDisassembler disassembler, PipelineMessage message, RunContext? context = null)
    {
        var item = await disassembler.DisassembleAsync(message, context);
        Assert.NotNull(item.Failure);
        return item.Failure;
    }

    public static byte[] Bytes(this PipelineMessage message) =>
        message.Body.TryGetBytes(out var bytes)
            ? bytes.ToArray()
            : throw new InvalidOperationException("Not in memory.");

    public static string Text(this PipelineMessage message) => Encoding.UTF8.GetString(message.Bytes());

    public static PropertyValue Value(this PipelineMessage message, string ns, string name) =>
        message.Context[PropertyKey.Get(ns, name)];

    private static IPipelineComponent Component(
        string name, object options, IPackageFiles? files, params ConfiguredPromotion[] promotions) =>
        FormatComponents.All.Single(factory => factory.Name == name)
            .Create(options, new ComponentResources(files ?? NoFiles, promotions));
}
