using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>Keeps what is seen during a drill, with the time of the drill's clock, and tells it at once.</summary>
/// <param name="log">The clock.</param>
/// <param name="tell">Where it is told.</param>
internal sealed class DrillNotes(ProbeLog log, Action<string> tell)
{
    /// <summary>The source of what the drilling process sees itself.</summary>
    public const string Own = "drill";

    private const int NotesMax = 1_000;

    private readonly Lock _lock = new();
    private readonly List<DrillObservation> _notes = [];

    /// <summary>All of them, in the order of time.</summary>
    public IReadOnlyList<DrillObservation> Read()
    {
        lock (_lock) return [.. _notes.OrderBy(note => note.AtMs)];
    }

    /// <summary>Something happens now.</summary>
    public void Add(string text) => Add(log.Now, Own, text);

    /// <summary>Something has happened.</summary>
    /// <param name="at">When.</param>
    /// <param name="source">Who saw it.</param>
    /// <param name="text">What.</param>
    public void Add(TimeSpan at, string source, string text)
    {
        var note = new DrillObservation(Math.Round(at.TotalMilliseconds, 1), source, text);
        lock (_lock)
        {
            if (_notes.Count == NotesMax) return;
            _notes.Add(note);
        }

        tell(DrillText.Of(note));
    }
}
