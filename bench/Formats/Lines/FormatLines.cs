using Viaduct.FormatsBench.Contestants;
using Viaduct.FormatsBench.Samples;

namespace Viaduct.FormatsBench.Lines;

/// <summary>The lines on formats: MB/s of the native side.</summary>
internal static class FormatLines
{
    // Small, so that a first round calls every method often enough for the runtime to compile it for good.
    private const int Bytes = 1 << 20;
    private const double Bar = 0.5;
    private const string Unit = "MB/s";

    /// <summary>An envelope taken apart.</summary>
    public static RateLine XmlDebatch()
    {
        var sample = EnvelopeSample.Make();
        byte[] bytes = sample.Make(Bytes);
        var debatcher = Components.Debatcher(sample);
        return Line(
            "xmlDebatch", bytes, () => Components.DisassembleAsync(debatcher, bytes), () => BareLoops.CopyXml(bytes));
    }

    /// <summary>JSON read by convention.</summary>
    public static RateLine JsonParse()
    {
        byte[] bytes = JsonSamples.Json().Make(Bytes);
        var parser = Components.JsonParser();
        return Line(
            "jsonParse", bytes, () => Components.DisassembleAsync(parser, bytes), () => BareLoops.JsonToXml(bytes));
    }

    /// <summary>JSON written by convention, from the document that it was read to.</summary>
    public static async Task<RateLine> JsonWriteAsync()
    {
        byte[] bytes = JsonSamples.Json().Make(Bytes);
        byte[] document = await Components.DocumentOfAsync(Components.JsonParser(), bytes);
        var writer = Components.JsonWriter();
        return Line(
            "jsonWrite", bytes,
            async () =>
            {
                if (await Components.WriteAsync(writer, document) is var written && written != bytes.Length)
                    throw new InvalidOperationException($"{written} bytes were written instead of {bytes.Length}.");
            },
            () => BareLoops.XmlToJson(document));
    }

    /// <summary>Values with a row of names read.</summary>
    public static RateLine CsvParse()
    {
        byte[] bytes = JsonSamples.Csv().Make(Bytes);
        var parser = Components.CsvParser();
        return Line("csvParse", bytes, () => Components.DisassembleAsync(parser, bytes), () => SplitAtComma(bytes));
    }

    /// <summary>A flat file read.</summary>
    public static RateLine Parse(string name, Sample sample, Func<byte[], long> bare)
    {
        byte[] bytes = sample.Make(Bytes);
        var parser = Components.Parser(sample);
        return Line(name, bytes, () => Components.DisassembleAsync(parser, bytes), () => bare(bytes));
    }

    /// <summary>A flat file written, from the document that it was read to.</summary>
    public static async Task<RateLine> WriteAsync(string name, Sample sample, Func<byte[], long> bare)
    {
        byte[] bytes = sample.Make(Bytes);
        byte[] document = await Components.DocumentOfAsync(Components.Parser(sample), bytes);
        var writer = Components.Writer(sample);
        return Line(
            name, bytes,
            async () =>
            {
                if (await Components.WriteAsync(writer, document) is var written && written != bytes.Length)
                    throw new InvalidOperationException($"{written} bytes were written instead of {bytes.Length}.");
            },
            () => bare(bytes));
    }

    /// <summary>The bare loop over delimited lines.</summary>
    public static long SplitAtComma(byte[] bytes) => BareLoops.SplitLines(bytes, ',', skipped: 0);

    /// <summary>The bare loop over tagged lines.</summary>
    public static long SplitAtBar(byte[] bytes) => BareLoops.SplitLines(bytes, '|', skipped: 1);

    private static RateLine Line(string name, byte[] bytes, Func<Task> ours, Func<long> bare) =>
        new(name, Unit, Bar, bytes.Length / 1e6, ours, () => Task.Run(bare));
}
