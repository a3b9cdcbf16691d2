using Viaduct.Core.Model;

namespace Viaduct.Adapters.File;

/// <summary>The options of a FILE send port.</summary>
public sealed record FileSendOptions
{
    /// <summary>The folder that files are written to; it must exist when a message is sent.</summary>
    [Option("The folder that files are written to; it must exist when a message is sent.",
        Example = "/var/spool/erp")]
    public required string Folder { get; init; }

    /// <summary>
    /// The name of the file, with macros that are replaced by the message's own values. Default
    /// <c>%MessageID%.xml</c>.
    /// </summary>
    [Option("The name of the file. Macros: %MessageID% %SourceFileName% %datetime% %datetime.tz% %datetime_bts2000% "
        + "%time% %time.tz%.", Example = "order-%MessageID%.xml")]
    public string FileName { get; init; } = "%MessageID%.xml";

    /// <summary>What happens if a file of the name exists. Default <see cref="FileCopyMode.CreateNew"/>.</summary>
    [Option("What happens if a file of the name exists.")]
    public FileCopyMode CopyMode { get; init; } = FileCopyMode.CreateNew;

    /// <summary>The warning about a name that is the same for every message and may be there once only.</summary>
    internal IEnumerable<string> NameWarnings()
    {
        if (CopyMode == FileCopyMode.CreateNew && !FileNameTemplate.HasMacro(FileName))
            yield return $"fileName \"{FileNameRules.Shown(FileName)}\" is the same for every message, and copyMode is "
                + "createNew: as long as one file is there, the next message fails; put %MessageID% into the name, or "
                + "write copyMode: overwrite or append.";
        else if (CopyMode == FileCopyMode.CreateNew && FileNameTemplate.HasTimeOnly(FileName))
            yield return $"fileName \"{FileNameRules.Shown(FileName)}\" is the same for messages of the same moment, "
                + "and copyMode is createNew: as long as the file of one is there, the other fails; put %MessageID% "
                + "into the name, too.";
    }

    internal void Validate(ICollection<string> errors)
    {
        FolderRules.Validate(Folder, errors);
        FileNameTemplate.Validate(FileName, errors);
        if (!Enum.IsDefined(CopyMode))
            errors.Add($"copyMode {(int)CopyMode} does not exist: write createNew, overwrite or append.");
    }
}
