namespace Viaduct.FailoverBench;

/// <summary>What the command line asks for. The defaults are what a result needs; less of anything is a look.</summary>
internal sealed record BenchOptions
{
    /// <summary>How the command is used.</summary>
    public const string Usage = """
        failover --executable PATH [--json] [--trials N] [--servers N] [--only NAME[,NAME]]

          --executable PATH  the published viaduct
          --json             one object instead of a table
          --trials N         how often each fault is caused: 30
          --servers N        how many servers there are while one of them is killed or hangs, from 2 to 9: 3
          --only NAMES       some stores (postgres, sqlite) and some faults (kill, hang, storeFailover)
        """;

    private const int ServersMin = 2;
    private const int ServersMax = 9;

    /// <summary>Whether the result is one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>How often each fault is caused. Default 30.</summary>
    public int Trials { get; init; } = 30;

    /// <summary>How many servers there are while one of them is killed or hangs. Default 3.</summary>
    public int Servers { get; init; } = 3;

    /// <summary>The stores and faults; of neither or either none stands for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The published program.</summary>
    public string Executable { get; init; } = "";

    /// <summary>Whether a store or a fault is asked for.</summary>
    public bool Wants(string name)
    {
        var kind = Stores.All.Contains(name) ? Stores.All : Faults.All;
        return !Only.Any(kind.Contains) || Only.Contains(name);
    }

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
        "--servers" when int.TryParse(value, out int servers) && servers is >= ServersMin and <= ServersMax =>
            this with { Servers = servers },
        "--only" when value.Split(',').All(one => Stores.All.Contains(one) || Faults.All.Contains(one)) =>
            this with { Only = value.Split(',') },
        _ => null,
    };
}
