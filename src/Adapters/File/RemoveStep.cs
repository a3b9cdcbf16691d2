using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>Deletes a file that is in the message box, if it is still the one that was taken in.</summary>
internal sealed class RemoveStep(FileLocation location, RenameStep names)
{
    /// <summary>Deletes the file. What cannot be deleted now is tried again, and never submitted again.</summary>
    public void Remove(TakenFile file)
    {
        if (file.Form == ClaimedForm.Unreadable)
        {
            file.State = TakenState.Gone; // nothing but the file itself holds its bytes
            return;
        }

        string path = file.CurrentPath;
        var fault = location.Files.Stat(path, out var stat);
        if (fault.IsNone && !IsTheOneTakenIn(file, stat))
        {
            KeepChanged(file);
            return;
        }

        if (fault.IsNone) fault = location.Files.Delete(path);
        if (fault.IsNone) (file.State, file.NeedsFlush) = (TakenState.Gone, true);
        else if (fault.Kind == FileFaultKind.Missing) names.GoneIfFolderIsThere(file);
        else Failed(file, fault);
    }

    private static bool IsTheOneTakenIn(TakenFile file, in FileStat stat) => file.Submitted is { } submitted
        ? stat.IsRegular && stat.SameContentAs(submitted)
        : file.Record.Describes(stat);

    // A writer with the file still open goes on writing whatever name it bears. Its tail was not taken in.
    private void KeepChanged(TakenFile file)
    {
        if (!names.Become(file, ClaimedForm.Changed).IsNone) return;
        location.Log.KeptChanged(
            location.Context.LocationName, FileNameRules.Shown(file.Record.Name),
            file.Submitted?.Length ?? file.Record.Length, FileNameRules.Shown(Path.GetFileName(file.CurrentPath)));
        file.State = TakenState.Gone;
    }

    private void Failed(TakenFile file, FileFault fault)
    {
        if (location.Complaints.IsNew(file.Record.Path, fault.Kind.ToString()))
            location.Log.DeleteFailed(
                location.Context.LocationName, FileNameRules.Shown(file.Record.Name), fault.Text,
                location.Options.Every);
    }
}
