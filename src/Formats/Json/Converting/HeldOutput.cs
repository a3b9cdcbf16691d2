using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Json.Converting;

/// <summary>
/// Where XML goes that may have to wait: the document itself, or the innermost of the pieces that are held because
/// something else belongs in front of them.
/// </summary>
internal sealed class HeldOutput(OutputBuffer document) : WriteOnlyStream
{
    private readonly List<MemoryStream> _pieces = [];

    /// <summary>How many bytes wait.</summary>
    public long Held { get; private set; }

    /// <summary>True to write to the document, whatever is held.</summary>
    public bool IsDirect { get; set; }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsDirect || _pieces.Count == 0)
        {
            document.Write(buffer);
            return;
        }

        _pieces[^1].Write(buffer);
        Held += buffer.Length;
    }

    /// <summary>What is written from now on is a piece.</summary>
    public void Begin() => _pieces.Add(new MemoryStream());

    /// <summary>Ends the innermost piece.</summary>
    public MemoryStream End()
    {
        var piece = _pieces[^1];
        _pieces.RemoveAt(_pieces.Count - 1);
        return piece;
    }

    /// <summary>Ends the outermost piece: what is written to it from now on goes to the document.</summary>
    public MemoryStream EndOutermost()
    {
        var piece = _pieces[0];
        _pieces.RemoveAt(0);
        return piece;
    }

    /// <summary>Writes a piece where it belongs now.</summary>
    public void Release(MemoryStream piece)
    {
        Held -= piece.Length;
        Write(piece.GetBuffer().AsSpan(0, (int)piece.Length));
    }
}
