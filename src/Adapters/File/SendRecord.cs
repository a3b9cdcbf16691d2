using System.Globalization;

namespace Viaduct.Adapters.File;

/// <summary>
/// What an attempt records before its effect, with everything that the next owner needs to find out whether the effect
/// happened, even if the port was configured anew meanwhile.
/// </summary>
internal sealed record SendRecord
{
    private const string Version = "file/1";
    private const int Lines = 10;

    /// <summary>What was about to be done.</summary>
    public required SendRecordKind Kind { get; init; }

    /// <summary>The whole path of the folder.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The number of the folder, 0 if unknown.</summary>
    public ulong FolderId { get; init; }

    /// <summary>The final name.</summary>
    public string Final { get; init; } = "";

    /// <summary>The name of the temporary file.</summary>
    public string Temporary { get; init; } = "";

    /// <summary>What tells the file that is appended to from another one of its name.</summary>
    public ulong FileId { get; init; }

    /// <summary>Where the message begins in the file that it is appended to.</summary>
    public long Offset { get; init; }

    /// <summary>How many bytes the message has.</summary>
    public long Length { get; init; }

    /// <summary>The hash of the message's bytes as they were to be appended.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The path of the final file.</summary>
    public string FinalPath => Path.Join(Folder, Final);

    /// <summary>The path of the temporary file.</summary>
    public string TemporaryPath => Path.Join(Folder, Temporary);

    // Folders and names hold no line ends: both were checked for control characters.
    /// <summary>The text to record.</summary>
    public override string ToString() => string.Join(
        '\n', Version, Kind, Folder, Text(FolderId), Final, Temporary, Text(FileId), Text(Offset), Text(Length),
        Hash);

    /// <summary>Reads a recorded text.</summary>
    /// <returns>Null if the text is of another adapter or of a version that is not known.</returns>
    public static SendRecord? Parse(string text)
    {
        string[] lines = text.Split('\n');
        if (lines.Length != Lines || lines[0] != Version || !Enum.TryParse(lines[1], out SendRecordKind kind)
            || !ulong.TryParse(lines[3], CultureInfo.InvariantCulture, out ulong folderId)
            || !ulong.TryParse(lines[6], CultureInfo.InvariantCulture, out ulong fileId)
            || !long.TryParse(lines[7], CultureInfo.InvariantCulture, out long offset)
            || !long.TryParse(lines[8], CultureInfo.InvariantCulture, out long length))
            return null;
        return new SendRecord
        {
            Kind = kind,
            Folder = lines[2],
            FolderId = folderId,
            Final = lines[4],
            Temporary = lines[5],
            FileId = fileId,
            Offset = offset,
            Length = length,
            Hash = lines[9],
        };
    }

    private static string Text<T>(T number) where T : IFormattable =>
        number.ToString(null, CultureInfo.InvariantCulture);
}
