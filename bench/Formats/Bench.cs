using Viaduct.FormatsBench.Contestants;
using Viaduct.FormatsBench.Lines;
using Viaduct.FormatsBench.Report;
using Viaduct.FormatsBench.Samples;

namespace Viaduct.FormatsBench;

/// <summary>Runs the lines, writes the result.</summary>
internal static class Bench
{
    /// <summary>Runs what the command line asks for. 0: done; 2: a wrong command line.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (BenchOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }

        // How far it is goes to the error stream: standard output carries the result alone.
        List<Figure> figures = [];
        foreach (string line in options.Lines) figures.AddRange(await RunAsync(line, options, Console.Error));
        Console.WriteLine(options.Json ? Reports.Json(figures) : Reports.Table(figures));
        return 0;
    }

    private static async Task<IReadOnlyList<Figure>> RunAsync(string line, BenchOptions options, TextWriter progress)
    {
        if (line == "compile") return [CompileLine.Run(options, progress)];
        if (line == "memory")
        {
            if (options.Executable is { } executable)
                return await MemoryLine.RunAsync(options, executable, progress);
            progress.WriteLine("memory: left out, because no published program is named (--executable)");
            return [];
        }

        return [await (await LineAsync(line)).RunAsync(options, progress)];
    }

    private static async Task<RateLine> LineAsync(string line) => line switch
    {
        "xmlDebatch" => FormatLines.XmlDebatch(),
        "delimitedParse" => FormatLines.Parse(line, FlatSamples.Delimited(), FormatLines.SplitAtComma),
        "delimitedWrite" => await FormatLines.WriteAsync(line, FlatSamples.Delimited(), FormatLines.SplitAtComma),
        "positionalParse" => FormatLines.Parse(line, FlatSamples.Positional(), BareLoops.CutLines),
        "positionalWrite" => await FormatLines.WriteAsync(line, FlatSamples.Positional(), BareLoops.CutLines),
        "taggedParse" => FormatLines.Parse(line, FlatSamples.Tagged(), FormatLines.SplitAtBar),
        "taggedWrite" => await FormatLines.WriteAsync(line, FlatSamples.Tagged(), FormatLines.SplitAtBar),
        "jsonParse" => FormatLines.JsonParse(),
        "jsonWrite" => await FormatLines.JsonWriteAsync(),
        "csvParse" => FormatLines.CsvParse(),
        "map" => MapLine.Make(),
        _ => throw new ArgumentOutOfRangeException(nameof(line), line, "There is no such line."),
    };
}
