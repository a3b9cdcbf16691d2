using Viaduct.Adapters.File.Native;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.File;

/// <summary>Why a message could not be written, and what to do: one text for each cause.</summary>
internal static class SendFailures
{
    /// <summary>The macros gave a name that no file may have.</summary>
    public static Failure NameRefused(string name, string objection) => new(
        FailureCodes.TransmitRefused,
        $"The file name \"{FileNameRules.Shown(name)}\" cannot be used: {objection}. Change fileName of the port, or "
        + "what its macros take from the message, and resume.");

    /// <summary>A file of the name is there.</summary>
    public static Failure NameTaken(string path) => new(
        FailureCodes.TransmitTransient,
        $"{Shown(path)} exists already, and copyMode is createNew. Remove that file, put %MessageID% into fileName, or "
        + "set copyMode to overwrite or append.");

    /// <summary>The folder is not there.</summary>
    public static Failure FolderMissing(string folder, string? reason) => new(
        FailureCodes.TransmitTransient,
        $"The folder {Shown(folder)} is not there ({reason}). Create it, mount it, or correct folder of the port.");

    /// <summary>The file could not be written.</summary>
    public static Failure NotWritten(string path, FileFault fault) => new(
        FailureCodes.TransmitTransient,
        $"{Shown(path)} could not be written ({fault.Text}). " + fault.Kind switch
        {
            FileFaultKind.Full => "Free space on the disk, or raise the quota.",
            FileFaultKind.Denied => "Grant the server's user the right to create, rename and delete in the folder.",
            FileFaultKind.ReadOnly => "The file system is mounted read-only: mount it for writing; it may be damaged.",
            FileFaultKind.Missing => "The folder is not there (any more): create or mount it.",
            FileFaultKind.NotRegular => "A link, folder, pipe or device has that name: remove it.",
            FileFaultKind.Busy => "Another program has it locked: wait for it to end, or end it.",
            _ => "Check the file system and its mount.",
        });

    /// <summary>The message's own bytes cannot be had.</summary>
    public static Failure BodyUnreadable(string reason) => new(
        FailureCodes.TransmitTransient,
        $"The message's body could not be read ({reason}). Nothing was written; it is tried again.");

    /// <summary>The temporary file went away before it was renamed.</summary>
    public static Failure TemporaryGone(string path) => new(
        FailureCodes.TransmitTransient,
        $"The temporary file {Shown(path)} was removed by another program before it was renamed. Exclude files ending "
        + $"with {ClaimedName.TemporaryEnding} from clean-up in that folder; the message is written again.");

    /// <summary>So many earlier temporary files are there that something is wrong.</summary>
    public static Failure TooManyTemporaries(string folder) => new(
        FailureCodes.TransmitTransient,
        $"{TemporaryName.Max} earlier attempts left temporary files of this message in {Shown(folder)}. Delete those "
        + $"that end with {ClaimedName.TemporaryEnding} and begin with the message's id.");

    /// <summary>An earlier attempt was made in a folder that is not there now.</summary>
    public static Failure FolderIsAnother(string folder) => new(
        FailureCodes.TransmitTransient,
        $"An earlier attempt prepared the file in {Shown(folder)}, which is not there now or is another folder, so it "
        + "cannot be told whether the message was sent. Mount the folder that it was then. If it is gone for good, "
        + "save and terminate this message and send what was saved.");

    /// <summary>What an earlier attempt recorded is not understood.</summary>
    public static Failure RecordUnknown() => new(
        FailureCodes.TransmitRefused,
        "An earlier attempt recorded something that this version does not understand, so it cannot be told whether the "
        + "message was sent. Look at the far side; save and terminate this message, and send what was saved if it is "
        + "missing there.");

    /// <summary>The file that was appended to has been taken away.</summary>
    public static Failure AppendInDoubt(string path) => new(
        FailureCodes.TransmitRefused,
        $"A process ended while it appended the message to {Shown(path)}, and that file has been taken away or changed "
        + "since, so it cannot be told whether it held the message. Look where it went; resume to append the message "
        + "again, or terminate it.");

    private static string Shown(string path) => FileNameRules.Shown(path);
}
