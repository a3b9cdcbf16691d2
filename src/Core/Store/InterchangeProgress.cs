namespace Viaduct.Core.Store;

/// <summary>
/// How far a large interchange has come. Its open item keeps it as text, in <see cref="OpenItemRow.Transmit"/>, written
/// by the commits that publish its slices.
/// </summary>
public sealed record InterchangeProgress
{
    private const string Version = "interchange/1";
    private const int Fields = 7;

    /// <summary>
    /// True if its messages are being published; false while all of it is checked, before the first is.
    /// </summary>
    public bool IsChecked { get; init; }

    /// <summary>
    /// How many of its messages have been published or suspended alone or, before that, checked.
    /// </summary>
    public int Messages { get; init; }

    /// <summary>About how many bytes of it have been read.</summary>
    public long Bytes { get; init; }

    /// <summary>Its length in bytes; 0 if unknown.</summary>
    public long Length { get; init; }

    /// <summary>How many owners had died with it when this was written: later ones died since.</summary>
    public int Deaths { get; init; }

    /// <summary>Where its disassembler goes on; null if it begins anew and leaves out what it has given.</summary>
    public string? Mark { get; init; }

    /// <summary>Reads the text.</summary>
    /// <returns>Null if it is none of a large interchange.</returns>
    public static InterchangeProgress? Parse(string? text)
    {
        if (text is null) return null;
        string[] fields = text.Split(' ', Fields);
        if (fields.Length != Fields || fields[0] != Version) return null;
        return int.TryParse(fields[2], out int messages) && long.TryParse(fields[3], out long bytes)
            && long.TryParse(fields[4], out long length) && int.TryParse(fields[5], out int deaths)
            ? new InterchangeProgress
            {
                IsChecked = fields[1] == "publish", Messages = messages, Bytes = bytes, Length = length,
                Deaths = deaths, Mark = fields[6].Length == 0 ? null : fields[6],
            }
            : null;
    }

    /// <summary>The text.</summary>
    public override string ToString() =>
        $"{Version} {(IsChecked ? "publish" : "check")} {Messages} {Bytes} {Length} {Deaths} {Mark}";
}
