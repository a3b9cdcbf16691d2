using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Viaduct.Core.Telemetry;

/// <summary>
/// Counts by a name of the configuration and a code. Counting is one comparison and one addition; tags are made once
/// per name, and values read only when somebody looks. There are never more than so many names. Safe for all threads.
/// </summary>
/// <param name="nameTag">The tag of the name; null if there is none.</param>
/// <param name="codeTag">The tag of the code; null if there is none.</param>
/// <param name="always">Tags that all counts have.</param>
internal sealed class CountTable(
    string? nameTag = null, string? codeTag = null, params IReadOnlyList<KeyValuePair<string, object?>> always)
{
    /// <summary>So many are counted apart; what comes beyond is counted together, as <see cref="Other"/>.</summary>
    public const int CellsMax = 4_096;

    /// <summary>The name of those that are counted together.</summary>
    public const string Other = "other";

    private readonly ConcurrentDictionary<(string Name, string? Code), Cell> _cells = [];
    private Cell? _last;

    /// <summary>Counts.</summary>
    /// <param name="name">The name; empty if there is none.</param>
    /// <param name="code">The code, or null.</param>
    /// <param name="count">How many.</param>
    public void Add(string name, string? code = null, long count = 1)
    {
        // One port's messages come one after the other.
        var cell = Volatile.Read(ref _last);
        if (cell is null
            || !string.Equals(cell.Name, name, StringComparison.Ordinal)
            || !string.Equals(cell.Code, code, StringComparison.Ordinal))
        {
            cell = Find(name, code);
            Volatile.Write(ref _last, cell);
        }

        cell.Add(count);
    }

    /// <summary>
    /// Shows a count of 0 before anything is counted, so that the first one can be seen to rise. Half of the room stays
    /// for what is counted.
    /// </summary>
    public void Begin(string name, string? code = null)
    {
        if (_cells.Count < CellsMax / 2) Find(name, code);
    }

    /// <summary>How many were counted.</summary>
    public long Of(string name, string? code = null) =>
        _cells.TryGetValue((name, code), out var cell) ? cell.Count : 0;

    /// <summary>All counts with their tags.</summary>
    public IEnumerable<Measurement<long>> Read()
    {
        foreach (var cell in _cells.Values) yield return new Measurement<long>(cell.Count, cell.Tags);
    }

    /// <summary>The count of a name, to be added to without looking for it.</summary>
    public Cell Find(string name, string? code = null)
    {
        if (_cells.TryGetValue((name, code), out var known)) return known;
        if (_cells.Count >= CellsMax) name = Other;
        return _cells.GetOrAdd((name, code), static (key, table) => table.Make(key.Name, key.Code), this);
    }

    private Cell Make(string name, string? code)
    {
        var tags = new List<KeyValuePair<string, object?>>(always);
        if (nameTag is not null) tags.Add(new(nameTag, name));
        if (codeTag is not null && code is not null) tags.Add(new(codeTag, code));
        return new Cell(name, code, [.. tags]);
    }

    /// <summary>One count.</summary>
    internal sealed class Cell(string name, string? code, KeyValuePair<string, object?>[] tags)
    {
        private long _count;

        public string Name => name;

        public string? Code => code;

        public KeyValuePair<string, object?>[] Tags => tags;

        public long Count => Interlocked.Read(ref _count);

        /// <summary>Counts.</summary>
        public void Add(long count = 1) => Interlocked.Add(ref _count, count);
    }
}
