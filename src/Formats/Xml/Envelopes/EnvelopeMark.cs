using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Envelopes;

/// <summary>A place between two documents of an envelope, at which another run can go on.</summary>
/// <param name="Parts">How many documents stand before it.</param>
/// <param name="Bodies">How many bodies what opens the envelope has opened.</param>
/// <param name="Head">Where the first document of the body begins: what stands before it opens the envelope.</param>
/// <param name="Here">In the end tag behind which the place is.</param>
internal readonly record struct EnvelopeMark(int Parts, int Bodies, DocumentPlace Head, DocumentPlace Here)
{
    private const int Fields = 12;

    /// <summary>The mark of a text; null for the start.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static EnvelopeMark? Of(string? text) => text is null ? null : Parse(text);

    /// <summary>The text.</summary>
    public override string ToString() => $"{Parts} {Bodies} {TextOf(Head)} {TextOf(Here)}";

    private static EnvelopeMark Parse(string text)
    {
        string[] fields = text.Split(' ');
        if (fields.Length != Fields) throw new FormatException($"'{text}' is no place in an envelope.");
        long[] numbers = [.. fields.Select(long.Parse)];
        return new EnvelopeMark(
            (int)numbers[0], (int)numbers[1], PlaceOf(numbers.AsSpan(2, 5)), PlaceOf(numbers.AsSpan(7, 5)));
    }

    private static DocumentPlace PlaceOf(ReadOnlySpan<long> n) => new(n[0], n[1], n[2], n[3], n[4]);

    private static string TextOf(DocumentPlace p) => $"{p.Byte} {p.FromLine} {p.FromColumn} {p.Line} {p.Column}";
}
