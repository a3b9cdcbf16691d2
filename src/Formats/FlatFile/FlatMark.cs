using Viaduct.Formats.FlatFile.Reading;

namespace Viaduct.Formats.FlatFile;

/// <summary>A place between two bodies of a file, at which another run can go on.</summary>
/// <param name="Parts">How many parts stand before it.</param>
/// <param name="Place">The place.</param>
internal readonly record struct FlatMark(int Parts, TextPlace Place)
{
    private const int Fields = 5;

    /// <summary>Reads the text of a mark.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FlatMark Parse(string text)
    {
        string[] fields = text.Split(' ');
        if (fields.Length != Fields) throw new FormatException($"'{text}' is no place in a flat file.");
        long[] numbers = [.. fields.Select(long.Parse)];
        return new FlatMark((int)numbers[0], new TextPlace(numbers[1], numbers[2], numbers[3], numbers[4]));
    }

    /// <summary>The text.</summary>
    public override string ToString() => $"{Parts} {Place.Position} {Place.Byte} {Place.Line} {Place.Column}";
}
