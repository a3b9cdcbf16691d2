using Viaduct.Formats.Csv.Reading;
using Viaduct.Formats.FlatFile.Writing;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Csv.Writing;

/// <summary>Puts the values of rows into the order of the columns, and writes them.</summary>
internal sealed class CsvRowWriter : IDisposable
{
    private readonly CsvForm _form;
    private readonly CharSink _sink;
    private readonly bool _hasHeader;
    private readonly string _lineEnd;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly CsvRow _values = new();
    private readonly List<int> _columnOfValue = [];
    private int[] _valueOfColumn = [];
    private bool _isFixed;
    private bool _hasBegun;

    /// <summary>Begins a file.</summary>
    public CsvRowWriter(CsvAssembleOptions options, CsvForm form, CharSink sink)
    {
        (_form, _sink, _hasHeader) = (form, sink, options.Header);
        _lineEnd = options.LineEnd == CsvLineEnd.CrLf ? "\r\n" : "\n";
        foreach (string name in options.Columns) _columns.Add(name, _columns.Count);
        _isFixed = _columns.Count > 0;
    }

    /// <summary>A value of the row.</summary>
    /// <returns>Why it cannot be written, or null.</returns>
    public string? Value(string column, ReadOnlySpan<char> value)
    {
        if (!_columns.TryGetValue(column, out int index))
        {
            if (_isFixed)
                return $"The row has the column '{Excerpt.Of(column)}', and the columns are {Known()}.";
            if (_columns.Count == CsvReader.ColumnsMax)
                return $"A row has more than {CsvReader.ColumnsMax:N0} columns.";
            _columns.Add(column, index = _columns.Count);
        }

        if (_columnOfValue.Contains(index)) return $"The row has the column '{Excerpt.Of(column)}' twice.";
        if (_form.Quote is null && value.IndexOfAny(_form.Stops) >= 0)
            return $"The value of the column '{Excerpt.Of(column)}' has a delimiter or a line end, and there are no "
                + "quotes to put around it: the option quote.";
        _values.Append(value);
        _values.EndValue();
        _columnOfValue.Add(index);
        return null;
    }

    /// <summary>The row ends.</summary>
    /// <returns>Why it cannot be written, or null.</returns>
    public string? EndRow()
    {
        if (_columns.Count == 0) return "The first row has no columns, and the configuration names none.";
        Begin();
        if (_valueOfColumn.Length != _columns.Count) _valueOfColumn = new int[_columns.Count];
        Array.Fill(_valueOfColumn, -1);
        for (int i = 0; i < _columnOfValue.Count; i++) _valueOfColumn[_columnOfValue[i]] = i;
        for (int i = 0; i < _valueOfColumn.Length; i++)
            Write(i, _valueOfColumn[i] < 0 ? default : _values[_valueOfColumn[i]], _valueOfColumn.Length == 1);
        _sink.Write(_lineEnd);
        _values.Clear();
        _columnOfValue.Clear();
        return null;
    }

    /// <summary>The file ends.</summary>
    public void End()
    {
        if (_columns.Count > 0) Begin();
    }

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();

    // The columns are known now.
    private void Begin()
    {
        if (_hasBegun) return;
        (_hasBegun, _isFixed) = (true, true);
        if (!_hasHeader) return;
        int at = 0;
        foreach (string name in _columns.Keys) Write(at++, name, isOnly: false);
        _sink.Write(_lineEnd);
    }

    private void Write(int column, ReadOnlySpan<char> value, bool isOnly)
    {
        if (column > 0) _sink.Write([_form.Delimiter]);
        // A line without anything is no row.
        if (isOnly && value.IsEmpty && _form.Quote is { } quote) _sink.Write([quote, quote]);
        else if (value.IndexOfAny(_form.Stops) < 0) _sink.Write(value);
        else _sink.Write(CsvText.Of(value, _form));
    }

    private string Known()
    {
        const int Shown = 8;
        return string.Join(", ", _columns.Keys.Take(Shown)) + (_columns.Count > Shown ? ", …" : "");
    }
}
