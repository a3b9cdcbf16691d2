namespace Viaduct.FailoverBench;

/// <summary>The stores, as they are named in options and results.</summary>
internal static class Stores
{
    /// <summary>PostgreSQL.</summary>
    public const string Postgres = "postgres";

    /// <summary>SQLite.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Both of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Postgres, Sqlite];
}
