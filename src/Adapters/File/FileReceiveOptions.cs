using Viaduct.Core.Model;

namespace Viaduct.Adapters.File;

/// <summary>The options of a FILE receive location.</summary>
public sealed record FileReceiveOptions
{
    /// <summary>
    /// The folder that files are taken from; it need not exist yet. Folders below it are not searched.
    /// </summary>
    [Option("The folder that files are taken from; it need not exist yet. Folders below it are not searched.",
        Example = "/var/spool/orders")]
    public required string Folder { get; init; }

    /// <summary>
    /// Which names are taken: <c>*</c> any characters, <c>?</c> one, several masks separated by <c>;</c>, case does
    /// not matter. Default <c>*.xml</c>.
    /// </summary>
    [Option("Which names are taken: * any characters, ? one, several masks separated by ';', case does not matter.",
        Example = "*.xml; *.txt")]
    public string Mask { get; init; } = "*.xml";

    /// <summary>How often the folder is listed; file system events make it sooner. Default 5 s.</summary>
    [Option("How often the folder is listed; file system events make it sooner.", Min = "100ms", Max = "1h")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most files that are claimed in one commit and submitted at once. Default 100.</summary>
    [Option("The most files that are claimed in one commit and submitted at once.", Min = "1", Max = "1000")]
    public int BatchFiles { get; init; } = 100;

    /// <summary>
    /// The most bytes that are claimed in one commit; a larger file is a batch of its own. Default 10 MB.
    /// </summary>
    [Option("The most bytes that are claimed in one commit; a larger file is a batch of its own.", Bytes = true,
        Min = "1KB", Max = "1GB")]
    public long BatchBytes { get; init; } = 10L << 20;

    /// <summary>
    /// How long size and time of a file must have stood still before it is taken, if the system cannot say whether
    /// somebody is writing it, and if it is empty. Default 2 s.
    /// </summary>
    [Option("How long size and time of a file must stand still before it is taken, if the system cannot say whether "
        + "somebody is writing it, and if it is empty.", Min = "0s", Max = "1h")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// True to wait out <see cref="Settle"/> for every file, for writers that close a file and open it again.
    /// Default false.
    /// </summary>
    [Option("Wait out 'settle' for every file, for writers that close a file and open it again.")]
    public bool SettleAlways { get; init; }

    /// <summary>
    /// True to leave all files where they are, as in a folder that nothing may be changed in: each is taken once, by a
    /// receipt of its name, size, time and content. Default false.
    /// </summary>
    [Option("Leave all files where they are: each is taken once, by a receipt of its name, size, time and content.")]
    public bool Keep { get; init; }

    internal void Validate(ICollection<string> errors)
    {
        FolderRules.Validate(Folder, errors);
        FileMask.Validate(Mask, errors);
        Between(errors, "every", Every, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        Between(errors, "settle", Settle, TimeSpan.Zero, TimeSpan.FromHours(1));
        Between(errors, "batchFiles", BatchFiles, 1, 1000);
        Between(errors, "batchBytes", BatchBytes, 1L << 10, 1L << 30);
    }

    private static void Between<T>(ICollection<string> errors, string name, T value, T min, T max)
        where T : IComparable<T>
    {
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            errors.Add($"{name} is {value}, and must lie between {min} and {max}.");
    }
}
