namespace Viaduct.Load;

/// <summary>What the command line asks for. The defaults are what a result needs; less of anything is a look.</summary>
internal sealed record LoadOptions
{
    /// <summary>How the command is used.</summary>
    public const string Usage = """
        load [--json] [--only NAME[,NAME]] [OPTION N] [--executable PATH] [--no-peer]

          --json                one object instead of tables
          --only                stores (postgres, sqlite) and lines (speed, latency, fanOut, subscriptions, tracking,
                                bodies, trackingPages, tracing, cleanUp, backlog, oldSnapshot, growth, http, liveChange,
                                idle); all of either kind that is not named
          --no-peer             without RabbitMQ
          --executable PATH     the published viaduct, for the line idle

        How much; less than the default is a look, not a result:
          --pairs N             how often each contestant runs, interleaved: 7
          --seconds N           how long each run is measured: 5
          --repeats N           how often backlog, oldSnapshot, growth and liveChange run: 3
          --backlog N           messages that wait, or are searched: 1000000
          --snapshot-seconds N  how long the transaction stays open: 600 on PostgreSQL, 120 on SQLite
          --growth N            messages that pass: 10000000
          --idle-seconds N      how long the program rests: 60
        """;

    /// <summary>The names of the stores.</summary>
    public static readonly IReadOnlyList<string> AllStores = ["postgres", "sqlite"];

    private static readonly LoadOptions Default = new();

    /// <summary>Whether the result is one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>The stores to measure.</summary>
    public IReadOnlyList<string> Stores { get; init; } = AllStores;

    /// <summary>The lines to measure.</summary>
    public IReadOnlyList<Line> Lines { get; init; } = Enum.GetValues<Line>();

    /// <summary>Whether RabbitMQ runs too.</summary>
    public bool Peer { get; init; } = true;

    /// <summary>The published program; null if there is none, and the line on it is left out.</summary>
    public string? Executable { get; init; }

    /// <summary>How often each contestant runs. Default 7.</summary>
    public int Pairs { get; init; } = 7;

    /// <summary>How long each run is measured, in seconds. Default 5.</summary>
    public int Seconds { get; init; } = 5;

    /// <summary>How often the long lines and liveChange run. Default 3.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>How many messages wait. Default a million.</summary>
    public int Backlog { get; init; } = 1_000_000;

    /// <summary>How long the transaction stays open, in seconds; null: 600 on PostgreSQL, 120 on SQLite.</summary>
    public int? SnapshotSeconds { get; init; }

    /// <summary>How many messages pass while growth is watched. Default ten million.</summary>
    public int Growth { get; init; } = 10_000_000;

    /// <summary>How long the program rests, in seconds. Default 60.</summary>
    public int IdleSeconds { get; init; } = 60;

    /// <summary>Whether what is asked for is enough for a result, not only for a look.</summary>
    public bool IsEnough =>
        Peer && Pairs >= Default.Pairs && Seconds >= Default.Seconds && Repeats >= Default.Repeats
        && Backlog >= Default.Backlog && Growth >= Default.Growth && IdleSeconds >= Default.IdleSeconds
        && (SnapshotSeconds is null || Stores.All(store => SnapshotSeconds >= Default.SnapshotSecondsOf(store)));

    /// <summary>How long the transaction stays open on a store, in seconds.</summary>
    public int SnapshotSecondsOf(string store) => SnapshotSeconds ?? (store == "postgres" ? 600 : 120);

    /// <summary>Reads the command line; null if it is wrong.</summary>
    public static LoadOptions? Parse(IReadOnlyList<string> arguments)
    {
        LoadOptions? options = new();
        for (var index = 0; index < arguments.Count && options is not null; index++)
        {
            options = arguments[index] switch
            {
                "--json" => options with { Json = true },
                "--no-peer" => options with { Peer = false },
                var name => options.With(name, arguments.ElementAtOrDefault(++index) ?? ""),
            };
        }
        return options;
    }

    private LoadOptions? With(string name, string value)
    {
        if (name == "--only")
        {
            return WithOnly(value.Split(','));
        }
        if (name == "--executable")
        {
            return value.Length == 0 ? null : this with { Executable = Path.GetFullPath(value) };
        }
        return !int.TryParse(value, out var number) || number < 1 ? null : name switch
        {
            "--pairs" => this with { Pairs = number },
            "--seconds" => this with { Seconds = number },
            "--repeats" => this with { Repeats = number },
            "--backlog" => this with { Backlog = number },
            "--snapshot-seconds" => this with { SnapshotSeconds = number },
            "--growth" => this with { Growth = number },
            "--idle-seconds" => this with { IdleSeconds = number },
            _ => null,
        };
    }

    private LoadOptions? WithOnly(string[] names)
    {
        var stores = names.Intersect(AllStores).ToList();
        var lines = Enum.GetValues<Line>().Where(line => names.Contains(NameOf(line))).ToList();
        return stores.Count + lines.Count < names.Distinct().Count() ? null : this with
        {
            Stores = stores.Count == 0 ? Stores : stores,
            Lines = lines.Count == 0 ? Lines : lines,
        };
    }

    private static string NameOf(Line line) => char.ToLowerInvariant($"{line}"[0]) + $"{line}"[1..];
}
