namespace Viaduct.Adapters.File;

/// <summary>
/// Remembers what has been logged, so that a fault that lasts is said once and not at every look. Bounded: when it is
/// full it forgets everything, and says some things again.
/// </summary>
internal sealed class Complaints
{
    private const int Max = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);

    /// <summary>True if this has not been said of the subject since the last <see cref="Over"/>.</summary>
    public bool IsNew(string subject, string text)
    {
        lock (_gate)
        {
            if (_said.TryGetValue(subject, out string? last) && last == text) return false;
            if (_said.Count >= Max) _said.Clear();
            _said[subject] = text;
            return true;
        }
    }

    /// <summary>The fault is over. True if something had been said of the subject.</summary>
    public bool Over(string subject)
    {
        lock (_gate) return _said.Remove(subject);
    }
}
