using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <summary>A reader in a lane of the model: its fence row, its newest progress and what senders recorded.</summary>
public sealed class ReaderLaneEntry
{
    public required ReaderLane Key { get; init; }

    public SessionId Owner { get; set; }

    public long Epoch { get; set; }

    /// <summary>The newest progress, or the one it began with.</summary>
    public required ProgressRow Progress { get; set; }

    /// <summary>The highest number of a progress or transmit row so far.</summary>
    public long LastNumber { get; set; }

    public List<TransmitRow> Transmits { get; } = [];

    /// <summary>Deaths of owners while the position stood at <see cref="DeathAt"/>.</summary>
    public int Deaths { get; set; }

    public Position? DeathAt { get; set; }

    /// <summary>True while a detached port is joined to its host here: only epoch and numbers live on.</summary>
    public bool Joined { get; set; }

    /// <summary>The deaths that count: those at the present position (rule 27).</summary>
    public int DeathsHere => DeathAt == Progress.Position ? Deaths : 0;

    /// <summary>Counts the death of the owner.</summary>
    public void CountDeath()
    {
        Deaths = DeathsHere + 1;
        DeathAt = Progress.Position;
    }
}
