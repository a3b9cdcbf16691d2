using Viaduct.Client;

namespace Viaduct.Cli.Top;

/// <summary>What a frame shows: the newest that is known, and how old it is.</summary>
internal sealed record TopView
{
    /// <summary>The newest figures; null before the first.</summary>
    public LiveFigures? Figures { get; init; }

    /// <summary>The newest status; null before the first.</summary>
    public GroupStatus? Status { get; init; }

    /// <summary>Why nothing newer comes; null while all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>When the frame is made.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What the ports are ordered by.</summary>
    public TopSort Sort { get; init; }

    /// <summary>How many rows of ports are passed over.</summary>
    public int Skip { get; init; }

    /// <summary>True for a frame that is looked at once: without keys.</summary>
    public bool IsOnce { get; init; }
}
