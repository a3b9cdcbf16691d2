using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Json;
using Viaduct.Formats.Xml;
using Viaduct.FormatsBench.Samples;

namespace Viaduct.FormatsBench.Contestants;

/// <summary>The product's own components over bytes in memory.</summary>
internal static class Components
{
    /// <summary>The flat file disassembler of a sample.</summary>
    public static IDisassembler Parser(Sample sample) => FlatFileTools.Parser(
        new FlatFileOptions { Schema = sample.Schema }, new MemoryFiles(sample.Files));

    /// <summary>The flat file assembler of a sample.</summary>
    public static IBodyComponent Writer(Sample sample) => FlatFileTools.Writer(
        new FlatFileAssembleOptions { Schema = sample.Schema }, new MemoryFiles(sample.Files));

    /// <summary>The JSON disassembler, by convention.</summary>
    public static IDisassembler JsonParser() => JsonTools.Parser(
        new JsonOptions { Root = "Orders" }, new MemoryFiles(new Dictionary<string, string>()));

    /// <summary>The JSON assembler, by convention.</summary>
    public static IBodyComponent JsonWriter() => JsonTools.Writer(
        new JsonAssembleOptions(), new MemoryFiles(new Dictionary<string, string>()));

    /// <summary>The CSV disassembler, one document of all rows.</summary>
    public static IDisassembler CsvParser() => CsvTools.Parser(
        new CsvOptions { Record = "Order", Root = "Orders" }, new MemoryFiles(new Dictionary<string, string>()));

    /// <summary>The XML disassembler of a sample.</summary>
    public static IDisassembler Debatcher(Sample sample) => XmlTools.Disassembler(
        new XmlOptions { Envelopes = [EnvelopeSample.Envelope], Schemas = [EnvelopeSample.Document] },
        new MemoryFiles(sample.Files));

    /// <summary>Takes bytes apart.</summary>
    /// <returns>The number of messages.</returns>
    public static async Task<long> DisassembleAsync(IDisassembler disassembler, byte[] bytes)
    {
        var message = new PipelineMessage(Body.From(bytes), new MessageContextBuilder());
        var context = new SinkContext(new CountingStream());
        long count = 0;
        await foreach (var item in disassembler.DisassembleAsync(message, context, default))
        {
            if (item.Failure is { } failure) throw new InvalidOperationException(failure.ToString());
            count++;
        }

        return count;
    }

    /// <summary>Writes a document.</summary>
    /// <returns>The number of bytes written.</returns>
    public static async Task<long> WriteAsync(IBodyComponent writer, byte[] document)
    {
        using var target = new CountingStream();
        var message = new PipelineMessage(Body.From(document), new MessageContextBuilder());
        if (await writer.RunAsync(message, new SinkContext(target), default) is { } failure)
            throw new InvalidOperationException(failure.ToString());
        return target.Length;
    }

    /// <summary>The document that a flat file becomes.</summary>
    public static async Task<byte[]> DocumentOfAsync(IDisassembler parser, byte[] bytes)
    {
        using var target = new MemoryStream();
        var message = new PipelineMessage(Body.From(bytes), new MessageContextBuilder());
        await foreach (var item in parser.DisassembleAsync(message, new SinkContext(target), default))
            if (item.Failure is { } failure) throw new InvalidOperationException(failure.ToString());
        return target.ToArray();
    }
}
