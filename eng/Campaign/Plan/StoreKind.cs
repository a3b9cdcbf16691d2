namespace Viaduct.Campaign.Plan;

/// <summary>Which store a campaign runs on.</summary>
internal enum StoreKind
{
    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A PostgreSQL primary with a synchronous standby.</summary>
    Postgres,
}
