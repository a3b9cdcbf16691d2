namespace Viaduct.FailoverBench;

/// <summary>The faults, as they are named in options and results.</summary>
internal static class Faults
{
    /// <summary>A server ends as by SIGKILL.</summary>
    public const string Kill = "kill";

    /// <summary>A server stands still for longer than its lease, as by SIGSTOP.</summary>
    public const string Hang = "hang";

    /// <summary>The primary database is killed and its standby promoted.</summary>
    public const string StoreFailover = "storeFailover";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Kill, Hang, StoreFailover];
}
