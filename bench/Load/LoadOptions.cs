namespace Viaduct.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions
{
    /// <summary>How the command is used.</summary>
    public const string Usage = """
        load [--json] [--pairs N] [--seconds N] [--only NAME[,NAME]] [--no-peer] [--no-lines]

          --json      one object instead of tables
          --pairs N   how often each contestant runs, interleaved. Default and least for a result: 7
          --seconds N how long each run is measured. Default and least for a result: 5
          --only      postgres, sqlite. Default: both
          --no-peer   without RabbitMQ, for a quick look
          --no-lines  without fan-out, subscriptions and tracking, for a quick look
        """;

    private const int PairsMin = 7;
    private const int SecondsMin = 5;

    /// <summary>Whether the result is one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>How often each contestant runs.</summary>
    public int Pairs { get; init; } = PairsMin;

    /// <summary>How long each run is measured, in seconds.</summary>
    public int Seconds { get; init; } = SecondsMin;

    /// <summary>The stores to measure.</summary>
    public IReadOnlyList<string> Stores { get; init; } = ["postgres", "sqlite"];

    /// <summary>Whether RabbitMQ runs too.</summary>
    public bool Peer { get; init; } = true;

    /// <summary>Whether fan-out, subscriptions and tracking are measured too.</summary>
    public bool Lines { get; init; } = true;

    /// <summary>Whether what is asked for is enough for a result, not only for a look.</summary>
    public bool IsEnough => Peer && Pairs >= PairsMin && Seconds >= SecondsMin;

    /// <summary>Reads the command line; null if it is wrong.</summary>
    public static LoadOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var index = 0; index < arguments.Count; index++)
        {
            var value = arguments.ElementAtOrDefault(index + 1) ?? "";
            switch (arguments[index])
            {
                case "--json":
                    options = options with { Json = true };
                    continue;
                case "--no-lines":
                    options = options with { Lines = false };
                    continue;
                case "--no-peer":
                    options = options with { Peer = false };
                    continue;
                case "--pairs" when int.TryParse(value, out var pairs) && pairs > 0:
                    options = options with { Pairs = pairs };
                    break;
                case "--seconds" when int.TryParse(value, out var seconds) && seconds > 0:
                    options = options with { Seconds = seconds };
                    break;
                case "--only" when value.Split(',').All(name => name is "postgres" or "sqlite"):
                    options = options with { Stores = value.Split(',') };
                    break;
                default:
                    return null;
            }
            index++;
        }
        return options;
    }
}
