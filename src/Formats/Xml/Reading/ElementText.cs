using System.Buffers;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>
/// Gathers the text between two tags of a document, which the parser gives in pieces; comments and the like do not
/// divide it. No longer than the limit of a value.
/// </summary>
/// <param name="document">The document, which stands on a text when it is asked to gather.</param>
internal sealed class ElementText(DocumentReader document) : IDisposable
{
    private const int FirstCharacters = 4096;

    private char[] _characters = ArrayPool<char>.Shared.Rent(FirstCharacters);
    private int _length;

    /// <summary>What is gathered; until it is taken or more is gathered.</summary>
    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, _length);

    /// <summary>True if it is nothing but white space.</summary>
    public bool IsBlank => Characters.Trim(" \t\r\n").IsEmpty;

    /// <summary>Adds the text on which the parser stands, if it is at hand to its end.</summary>
    /// <returns>False if not: then <see cref="GatherAsync"/> adds the rest.</returns>
    /// <exception cref="DocumentFaultException">It is too long.</exception>
    public bool TryGather()
    {
        while (true)
        {
            EnsureRoom();
            if (!document.TryReadPiece(_characters, _length, out int read)) return false;
            if (Add(read)) return true;
        }
    }

    /// <summary>Adds the text on which the parser stands, or what is left of it.</summary>
    /// <exception cref="DocumentFaultException">It is too long.</exception>
    public async ValueTask GatherAsync(CancellationToken cancellationToken)
    {
        do EnsureRoom();
        while (!Add(await document.ReadPieceAsync(_characters, _length, cancellationToken)));
    }

    /// <summary>Gives what is gathered, and begins anew.</summary>
    public ReadOnlySpan<char> Take()
    {
        var text = Characters;
        _length = 0;
        return text;
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<char>.Shared.Return(_characters);

    private void EnsureRoom()
    {
        if (_characters.Length - _length >= FirstCharacters / 2) return;
        char[] larger = ArrayPool<char>.Shared.Rent(_characters.Length * 2);
        Characters.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_characters);
        _characters = larger;
    }

    // True if the text has come to its end: the parser fills what it is given, but for one half of a pair.
    private bool Add(int read)
    {
        bool isEnd = read < _characters.Length - _length - 1;
        _length += read;
        if (_length > document.Limits.ValueCharacters)
            throw DocumentLimits.ValueTooLong(document.Limits.ValueCharacters, document.Place);
        return isEnd;
    }
}
