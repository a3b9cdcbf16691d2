namespace Viaduct.FormatsBench;

/// <summary>What the command line asks for. The defaults are what a result needs; less of anything is a look.</summary>
internal sealed record BenchOptions
{
    /// <summary>How the command is used.</summary>
    public const string Usage = """
        formats [--json] [--only NAME[,NAME]] [OPTION N] [--executable PATH]

          --json             one object instead of a table
          --only             lines: xmlDebatch, delimitedParse, delimitedWrite, positionalParse, positionalWrite,
                             taggedParse, taggedWrite, jsonParse, jsonWrite, csvParse, map, compile, memory
          --executable PATH  the published viaduct, for the line memory

        How much; less than the default is a look, not a result:
          --pairs N          how often each contestant runs, interleaved: 7
          --milliseconds N   how long each run is at least: 2000
          --megabytes N      the size of the large files of the line memory: 1024
        """;

    private static readonly string[] AllLines =
    [
        "xmlDebatch", "delimitedParse", "delimitedWrite", "positionalParse", "positionalWrite", "taggedParse",
        "taggedWrite", "jsonParse", "jsonWrite", "csvParse", "map", "compile", "memory",
    ];

    /// <summary>Whether the result is one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>The lines to measure.</summary>
    public IReadOnlyList<string> Lines { get; init; } = AllLines;

    /// <summary>The published program; null if there is none, and the line on it is left out.</summary>
    public string? Executable { get; init; }

    /// <summary>How often each contestant runs. Default 7.</summary>
    public int Pairs { get; init; } = 7;

    /// <summary>How long each run is at least. Default 2 seconds.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The size of the large files, in MB. Default 1,024.</summary>
    public int Megabytes { get; init; } = 1024;

    /// <summary>Reads the command line; null if it is wrong.</summary>
    public static BenchOptions? Parse(IReadOnlyList<string> arguments)
    {
        BenchOptions? options = new();
        for (int index = 0; index < arguments.Count && options is not null; index++)
            options = arguments[index] == "--json"
                ? options with { Json = true }
                : options.With(arguments[index], arguments.ElementAtOrDefault(++index) ?? "");
        return options;
    }

    private BenchOptions? With(string name, string value)
    {
        string[] lines = value.Split(',');
        if (name == "--only") return lines.Except(AllLines).Any() ? null : this with { Lines = lines };
        if (name == "--executable") return value.Length == 0 ? null : this with { Executable = value };
        return !int.TryParse(value, out int number) || number < 1 ? null : name switch
        {
            "--pairs" => this with { Pairs = number },
            "--milliseconds" => this with { Duration = TimeSpan.FromMilliseconds(number) },
            "--megabytes" => this with { Megabytes = number },
            _ => null,
        };
    }
}
