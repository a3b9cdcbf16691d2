using System.Buffers;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Csv.Reading;

/// <summary>One row, used again for the next.</summary>
internal sealed class CsvRow : IDisposable
{
    private readonly List<int> _ends = [];
    private readonly List<long> _starts = [];
    private int _length;

    /// <summary>The values one behind the other.</summary>
    public char[] Characters { get; private set; } = ArrayPool<char>.Shared.Rent(4096);

    /// <summary>How many values there are.</summary>
    public int Count => _ends.Count;

    /// <summary>How many characters they have.</summary>
    public int Length => _length;

    /// <summary>Why the row cannot be used, or null.</summary>
    public Failure? Failure { get; set; }

    /// <summary>A value.</summary>
    public ArraySegment<char> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return new ArraySegment<char>(Characters, start, _ends[index] - start);
        }
    }

    /// <summary>Where a value begins in the file, its quote included; the first begins with the row.</summary>
    public long? StartOf(int index) => index > 0 && index <= _starts.Count ? _starts[index - 1] : null;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _ends.Clear();
        _starts.Clear();
        (_length, Failure) = (0, null);
    }

    /// <summary>Adds to the value that is being read.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (Characters.Length - _length < text.Length)
        {
            char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(Characters.Length * 2, _length + text.Length));
            Characters.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(Characters);
            Characters = larger;
        }

        text.CopyTo(Characters.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>The value ends.</summary>
    /// <param name="next">Where the next one begins, if there is one.</param>
    public void EndValue(long next = 0)
    {
        _ends.Add(_length);
        _starts.Add(next);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Characters.Length > 0) ArrayPool<char>.Shared.Return(Characters);
        Characters = [];
    }
}
