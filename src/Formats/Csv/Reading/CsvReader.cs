using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Csv.Reading;

/// <summary>Reads a file of values row by row (RFC 4180), over a window of characters.</summary>
/// <param name="window">The characters.</param>
/// <param name="form">The characters that have a meaning.</param>
/// <param name="limits">The limits of this run.</param>
internal sealed class CsvReader(CharWindow window, CsvForm form, PipelineLimits limits)
    : IXmlLineInfo, IAsyncDisposable
{
    /// <summary>The most columns.</summary>
    public const int ColumnsMax = 10_000;

    private Reading _state;
    private bool _isFull;

    private enum Reading
    {
        Start,
        Plain,
        Quoted,
        BehindQuote,
        Bad,
    }

    /// <summary>The row that was read last.</summary>
    public CsvRow Row { get; } = new();

    /// <summary>Where it began.</summary>
    public TextPlace RowStart { get; private set; }

    /// <summary>Where the next row is looked for.</summary>
    public long Position { get; private set; }

    /// <summary>True if it is not certain where the next row begins.</summary>
    public bool IsBroken { get; private set; }

    /// <inheritdoc/>
    public int LineNumber => (int)Math.Min(RowStart.Line, int.MaxValue);

    /// <inheritdoc/>
    public int LinePosition => (int)Math.Min(RowStart.Column, int.MaxValue);

    /// <inheritdoc/>
    public bool HasLineInfo() => true;

    /// <summary>
    /// Where a value of the row that was read last begins; where the row does, if so much of it is no longer at hand.
    /// </summary>
    /// <param name="index">The value, from 0.</param>
    /// <param name="column">The name of its column, if it has one.</param>
    /// <param name="record">The name of the row's element, where it is told.</param>
    public FailurePlace PlaceOf(int index, string? column, string? record = null)
    {
        var place = Row.StartOf(index) is { } start && start >= window.Known ? window.PlaceAt(start) : RowStart;
        string? field = column is null ? null : Excerpt.Of(column);
        return new FailurePlace(place.Line, place.Column, place.Byte, record, field);
    }

    /// <summary>Goes on at a place between two rows.</summary>
    public void GoOn(long position) => Position = position;

    /// <summary>Reads the next row that is not empty; what is wrong with it stands in it.</summary>
    /// <returns>False at the end of the file.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Row.Clear();
            (_state, _isFull) = (Reading.Start, false);
            if (!await ReadRowAsync(cancellationToken)) return false;
            bool isEmpty = Row is { Failure: null, Count: <= 1, Length: 0 } && _state != Reading.BehindQuote;
            if (!isEmpty) return true;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Row.Dispose();
        return window.DisposeAsync();
    }

    private async ValueTask<bool> ReadRowAsync(CancellationToken cancellationToken)
    {
        bool isFirst = true;
        while (true)
        {
            while (window.IsLow(Position)) await window.FillAsync(Position, int.MaxValue, cancellationToken);
            if (isFirst) RowStart = window.Note(Position);
            if (isFirst && window.IsAll && Position == window.End) return false;
            isFirst = false;
            if (Take()) return true;
            if (window.IsAll && Position == window.End)
            {
                EndFile();
                return true;
            }

            await StarvedAsync(cancellationToken);
        }
    }

    // What is at hand does not end the row; bytes that are no characters may follow.
    private async ValueTask StarvedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await window.FillAsync(Position, int.MaxValue, cancellationToken);
        }
        catch (DocumentFaultException e)
        {
            Row.Failure ??= e.Failure;
            await window.FillOverAsync(Position, cancellationToken);
        }
    }

    // True at the end of the row.
    private bool Take()
    {
        while (true)
        {
            var rest = window.From(Position);
            if (rest.IsEmpty) return false;
            if (Row.Length > limits.ValueCharacters) TooLong();
            bool isDone;
            switch (_state)
            {
                case Reading.Start when rest[0] == form.Quote:
                    Position++;
                    _state = Reading.Quoted;
                    continue;
                case Reading.Quoted:
                    if (!Quoted(rest)) return false;
                    continue;
                case Reading.BehindQuote when rest[0] == form.Quote:
                    Row.Append(rest[..1]);
                    Position++;
                    _state = Reading.Quoted;
                    continue;
                default:
                    if (Plain(rest, out isDone)) return isDone;
                    continue;
            }
        }
    }

    private bool Quoted(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOf(form.Quote!.Value);
        int length = end < 0 ? rest.Length : end;
        if (!_isFull) Row.Append(rest[..length]);
        Position += length;
        if (end < 0) return false;
        Position++;
        _state = Reading.BehindQuote;
        return true;
    }

    // True if no more can be read now: at the end of the row, or for lack of characters.
    private bool Plain(ReadOnlySpan<char> rest, out bool isRowEnd)
    {
        int stop = rest.IndexOfAny(form.Stops);
        int length = stop < 0 ? rest.Length : stop;
        isRowEnd = false;
        if (length > 0)
        {
            if (_state == Reading.BehindQuote) Wrong("the delimiter or the end of the line behind the closing quote");
            else if (_state == Reading.Start) _state = Reading.Plain;
            if (_state != Reading.Bad && !_isFull) Row.Append(rest[..length]);
            Position += length;
        }

        if (stop < 0) return true;
        char c = rest[stop];
        if (c == '\r' && rest.Length < stop + 2 && !window.IsAll) return true;
        if (c == form.Quote)
        {
            Wrong("no quote inside of a value without quotes (inside of quotes it stands twice)");
            Position++;
            return false;
        }

        Position++;
        if (c == '\r' && rest.Length > stop + 1 && rest[stop + 1] == '\n') Position++;
        isRowEnd = c != form.Delimiter;
        var ended = _state;
        EndValue();
        if (isRowEnd) _state = ended;
        return isRowEnd;
    }

    private void EndValue()
    {
        if (_state != Reading.Bad) _state = Reading.Start;
        if (Row.Count < ColumnsMax) Row.EndValue(Position);
        else Row.Failure ??= new Failure(
            FailureCodes.Limit, $"A row has more than {ColumnsMax:N0} values. Have the sender check it.", Place());
    }

    private void EndFile()
    {
        if (_state == Reading.Quoted)
        {
            IsBroken = true;
            Row.Failure ??= new Failure(
                FailureCodes.BadInput,
                $"Expected the closing quote of the value; found the end of the file. Have the sender correct the "
                    + $"file: a quote is missing behind this row's start at {RowStart}.",
                Place());
        }

        var ended = _state;
        EndValue();
        _state = ended;
    }

    private void Wrong(string expected)
    {
        _state = Reading.Bad;
        Row.Failure ??= new Failure(
            FailureCodes.BadInput,
            $"Expected {expected}; found {Shown.Quoted(window.From(Position))}. Have the sender correct the file.",
            Place());
    }

    private void TooLong()
    {
        _isFull = true;
        Row.Failure ??= new Failure(
            FailureCodes.Limit,
            $"A row is longer than {limits.ValueCharacters:N0} characters. Look for a closing quote that is missing; "
                + "raise limits.valueCharacters if this is intended.",
            Place());
    }

    private FailurePlace Place() => window.PlaceOf(Position, null);
}
