namespace Viaduct.Formats.Xml.Reading;

/// <summary>
/// The last places of a document at which the parser took characters: by them a place that it has come to, which lies
/// somewhat behind what it has taken, is found again in the bytes.
/// </summary>
internal sealed class SourceTrail
{
    private const int Kept = 32;

    private readonly BytePlace[] _places = new BytePlace[Kept];
    private long _count;
    private bool _hasLoneReturns;
    private bool _endsInReturn;

    /// <summary>The parser takes characters here.</summary>
    public void Note(BytePlace place) => _places[_count++ % Kept] = place;

    /// <summary>
    /// The parser has taken characters. A return without a line feed is a line end to it, but not here.
    /// </summary>
    public void Take(ReadOnlySpan<char> characters)
    {
        if (_endsInReturn && characters[0] != '\n') _hasLoneReturns = true;
        _endsInReturn = characters[^1] == '\r';
        while (!_hasLoneReturns && characters.IndexOf('\r') is var at and >= 0)
        {
            characters = characters[(at + 1)..];
            if (!characters.IsEmpty && characters[0] != '\n') _hasLoneReturns = true;
        }
    }

    /// <summary>A place that the parser has come to; null if it cannot be found again.</summary>
    public DocumentPlace? Find(long line, long column)
    {
        if (_hasLoneReturns) return null;
        for (long i = _count - 1; i >= Math.Max(0, _count - Kept); i--)
        {
            var known = _places[i % Kept];
            if (known.Line < line || (known.Line == line && known.Column <= column))
                return new DocumentPlace(known.Byte, known.Line, known.Column, line, column);
        }

        return null;
    }
}
