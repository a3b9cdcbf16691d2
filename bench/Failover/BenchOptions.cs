namespace Viaduct.FailoverBench;

/// <summary>What the command line asks for. The defaults are what a result needs; less of anything is a look.</summary>
internal sealed record BenchOptions
{
    /// <summary>How the command is used.</summary>
    public const string Usage = """
        failover --executable PATH [--json] [--trials N]

          --executable PATH  the published viaduct
          --json             one object instead of a table
          --trials N         how often each fault is caused: 30
        """;

    /// <summary>Whether the result is one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>How often each fault is caused. Default 30.</summary>
    public int Trials { get; init; } = 30;

    /// <summary>The published program.</summary>
    public string Executable { get; init; } = "";

    /// <summary>Reads the command line; null if it is wrong.</summary>
    public static BenchOptions? Parse(IReadOnlyList<string> arguments)
    {
        BenchOptions? options = new();
        for (int index = 0; index < arguments.Count && options is not null; index++)
            options = arguments[index] == "--json"
                ? options with { Json = true }
                : options.With(arguments[index], arguments.ElementAtOrDefault(++index) ?? "");
        return options is { Executable.Length: > 0 } ? options : null;
    }

    private BenchOptions? With(string name, string value) => name switch
    {
        "--executable" => this with { Executable = value },
        "--trials" when int.TryParse(value, out int trials) && trials > 0 => this with { Trials = trials },
        _ => null,
    };
}
