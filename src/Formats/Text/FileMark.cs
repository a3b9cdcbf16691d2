using Viaduct.Formats.FlatFile.Reading;

namespace Viaduct.Formats.Text;

/// <summary>A place between two bodies of a file, at which another run can go on.</summary>
/// <param name="Parts">How many parts stand before it.</param>
/// <param name="Place">The place.</param>
internal readonly record struct FileMark(int Parts, TextPlace Place)
{
    private const int Fields = 5;

    /// <summary>The mark of a text; null for the start.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FileMark? Of(string? text) => text is null ? null : Parse(text);

    private static FileMark Parse(string text)
    {
        string[] fields = text.Split(' ');
        if (fields.Length != Fields) throw new FormatException($"'{text}' is no place in a file.");
        long[] numbers = [.. fields.Select(long.Parse)];
        return new FileMark((int)numbers[0], new TextPlace(numbers[1], numbers[2], numbers[3], numbers[4]));
    }

    /// <summary>The text.</summary>
    public override string ToString() => $"{Parts} {Place.Position} {Place.Byte} {Place.Line} {Place.Column}";
}
