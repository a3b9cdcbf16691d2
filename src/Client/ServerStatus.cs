namespace Viaduct.Client;

/// <summary>A server of the group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Machine">The machine that it runs on.</param>
/// <param name="ProcessId">Its process there.</param>
/// <param name="Version">Viaduct's version.</param>
/// <param name="Session">Its session.</param>
/// <param name="StartedAt">When it joined, by the store's clock.</param>
/// <param name="Alive">False if it is certainly dead, and waits to be taken over.</param>
public sealed record ServerStatus(
    string Name, string Machine, int ProcessId, string Version, long Session, DateTimeOffset StartedAt, bool Alive)
{
    /// <summary>What it does, one of <see cref="ServerStates"/>.</summary>
    public string State { get; init; } = Alive ? ServerStates.Up : ServerStates.Lost;

    /// <summary>The only hosts that it runs; none: all that the group has for it.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The messages in hand, when it reported last.</summary>
    public int Load { get; init; }

    /// <summary>
    /// By how many milliseconds its clock was ahead of the store's when it reported last; null before that. Nothing is
    /// decided by it.
    /// </summary>
    public double? ClockAheadMilliseconds { get; init; }
}
