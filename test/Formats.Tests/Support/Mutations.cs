namespace Viaduct.Formats.Tests.Support;

/// <summary>Makes bad input of good: the same for the same seed.</summary>
internal sealed class Mutations(int seed, byte[][]? words = null)
{
    private const int ChangesMax = 6;
    private const int PieceMax = 40;

    private static readonly byte[][] Words =
    [
        "<"u8.ToArray(), ">"u8.ToArray(), "/>"u8.ToArray(), "</"u8.ToArray(), "&"u8.ToArray(), "&amp;"u8.ToArray(),
        "&#0;"u8.ToArray(), "&#xD800;"u8.ToArray(), "&#x10FFFF;"u8.ToArray(), "&x;"u8.ToArray(), "]]>"u8.ToArray(),
        "<![CDATA["u8.ToArray(), "<!--"u8.ToArray(), "-->"u8.ToArray(), "--"u8.ToArray(), "<?"u8.ToArray(),
        "?>"u8.ToArray(), "<?xml version='1.0' encoding='"u8.ToArray(), "utf-16"u8.ToArray(), "shift_jis"u8.ToArray(),
        "<!DOCTYPE a ["u8.ToArray(), "<!ENTITY b 'c'>"u8.ToArray(), "xmlns=''"u8.ToArray(), "xmlns:o='u'"u8.ToArray(),
        "xsi:type='o:Order'"u8.ToArray(), "xsi:nil='true'"u8.ToArray(), "xml:space='x'"u8.ToArray(),
        "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"u8.ToArray(), "'"u8.ToArray(), "\""u8.ToArray(),
        "="u8.ToArray(), ":"u8.ToArray(), " "u8.ToArray(), "\r\n"u8.ToArray(), "\0"u8.ToArray(), "1"u8.ToArray(),
        [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80],
        [0xE2, 0x82], [0x80], [0xFF], [0xEF, 0xBF, 0xBF],
    ];

    private readonly Random _random = new(seed);

    /// <summary>A changed copy.</summary>
    public byte[] Of(byte[] good)
    {
        var bytes = new List<byte>(good);
        for (int i = _random.Next(1, _random.Next(2, ChangesMax)); i > 0; i--) Change(bytes);
        return [.. bytes];
    }

    /// <summary>One of them.</summary>
    public T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private void Change(List<byte> bytes)
    {
        int at = _random.Next(bytes.Count + 1);
        int length = Math.Min(_random.Next(1, PieceMax), bytes.Count - at);
        switch (_random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 3 when _random.Next(10) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4 when _random.Next(20) == 0:
                byte[] wide = [.. bytes.SelectMany(value => new byte[] { value, 0 })];
                bytes.Clear();
                bytes.AddRange(wide);
                break;
            default:
                bytes.InsertRange(at, OneOf(words ?? Words));
                break;
        }
    }
}
