using System.Globalization;
using Viaduct.Campaign.Plan;

namespace Viaduct.Campaign;

/// <summary>What the command line asks for.</summary>
internal sealed record CampaignOptions
{
    /// <summary>How the command is used.</summary>
    public const string Usage = """
        campaign --executable PATH [--store sqlite|postgres] [--seed N] [--faults N] [--servers N] [--json] [--keep]
        campaign --executable PATH [--store sqlite|postgres] [--seed N] --calm 30m [--servers N] [--json] [--keep]
        campaign --plan [--store sqlite|postgres] [--seed N] [--faults N] [--servers N]
        campaign --check FILE

          --executable PATH  the program viaduct
          --store STORE      sqlite (default) or postgres
          --seed N           what the plan is made of; a new one if it is not given
          --faults N         how many faults: 500
          --servers N        how many servers, 3 to 5: by the seed
          --calm TIME        no faults but those that no server may be taken over for, for 30m, 90s or 2h
          --plan             print the plan and end
          --check FILE       judge a history that was kept
          --json             one object instead of text
          --keep             keep the folder with logs and history, also if all is well
        """;

    private const int FaultsMost = 100_000;

    /// <summary>The program.</summary>
    public string Executable { get; init; } = "";

    /// <summary>The store. Default SQLite.</summary>
    public StoreKind Store { get; init; } = StoreKind.Sqlite;

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; } = (ulong)Random.Shared.NextInt64(1, 1_000_000_000);

    /// <summary>How many faults. Default 500.</summary>
    public int Faults { get; init; } = 500;

    /// <summary>How many servers; 0 while the seed says.</summary>
    public int Servers { get; init; }

    /// <summary>How long only what must not matter is done; null: faults of all kinds.</summary>
    public TimeSpan? Calm { get; init; }

    /// <summary>Whether only the plan is wanted.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>A kept history that is judged; null for a run.</summary>
    public string? Check { get; init; }

    /// <summary>Whether the result is one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>Whether the folder stays.</summary>
    public bool Keep { get; init; }

    /// <summary>Whether the clock of the store is stepped in a calm run. Default true, where it can be.</summary>
    public bool StepsClock { get; init; } = true;

    /// <summary>The command that runs the same plan again.</summary>
    public string Replay => $"eng/campaign.sh --store {Store.ToString().ToLowerInvariant()} --seed {Seed} "
        + (Calm is { } calm ? $"--calm {calm.TotalSeconds:0}s" : $"--faults {Faults}") + $" --servers {Servers}";

    /// <summary>Reads the command line; null if it is wrong.</summary>
    public static CampaignOptions? Parse(IReadOnlyList<string> arguments)
    {
        CampaignOptions? options = new();
        for (int index = 0; index < arguments.Count && options is not null; index++)
            options = arguments[index] switch
            {
                "--json" => options with { Json = true },
                "--keep" => options with { Keep = true },
                "--plan" => options with { PlanOnly = true },
                var name => options.With(name, arguments.ElementAtOrDefault(++index) ?? ""),
            };
        if (options is null) return null;
        // Drawn from numbers of its own, so that the plan does not depend on whether the number was given.
        if (options.Servers == 0)
            options = options with { Servers = new SeededNumbers(~options.Seed).Next(3, 5) };
        return options is { Executable.Length: > 0 } or { PlanOnly: true } or { Check: not null } ? options : null;
    }

    private CampaignOptions? With(string name, string value) => name switch
    {
        "--executable" when value.Length > 0 => this with { Executable = Path.GetFullPath(value) },
        "--store" when value is "sqlite" => this with { Store = StoreKind.Sqlite },
        "--store" when value is "postgres" => this with { Store = StoreKind.Postgres },
        "--seed" when ulong.TryParse(value, out ulong seed) => this with { Seed = seed },
        "--faults" when int.TryParse(value, out int count) && count is > 0 and <= FaultsMost =>
            this with { Faults = count },
        "--servers" when int.TryParse(value, out int count) && count is >= 3 and <= 5 => this with { Servers = count },
        "--calm" when Time(value) is { } time => this with { Calm = time },
        "--check" when value.Length > 0 => this with { Check = value },
        _ => null,
    };

    private static TimeSpan? Time(string text)
    {
        if (text.Length < 2
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)) return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            _ => null,
        };
    }
}
