using Viaduct.Adapters.File.Native;
using Viaduct.Core.Recover;

namespace Viaduct.Adapters.File;

/// <summary>Gives files in hand their claimed names, and takes such names back.</summary>
internal sealed class RenameStep(FileLocation location)
{
    private static readonly ClaimedForm[] FormsInHand =
        [ClaimedForm.Claimed, ClaimedForm.Alone, ClaimedForm.Again, ClaimedForm.Unreadable];

    /// <summary>Claims a file whose claim is recorded, or finds out how far a dead owner has come with it.</summary>
    public void Claim(TakenFile file)
    {
        if (!file.IsFresh && FindClaimed(file)) Isolate(file);
        else if (file.IsFresh || IsUnchanged(file)) ClaimOriginal(file);
        // Neither name leads to the file. Whoever has it now, it was not taken in under this claim.
        else GoneIfFolderIsThere(file);
    }

    /// <summary>Finds the file under one of its claimed names.</summary>
    public bool FindClaimed(TakenFile file)
    {
        foreach (var form in FormsInHand)
        {
            if (!location.Files.Stat(file.PathAs(form), out _).IsNone) continue;
            file.Form = form;
            file.NeedsFlush = true; // a dead owner may not have come to it
            if (file.State == TakenState.Recorded) file.State = TakenState.Claimed;
            return true;
        }

        return false;
    }

    /// <summary>Gives the file its own name again, so that it is as if it had never been claimed.</summary>
    /// <returns>False if that cannot be done without risk to another file of the name; it stays claimed.</returns>
    public bool GiveBack(TakenFile file)
    {
        var fault = location.Files.RenameToFree(file.CurrentPath, file.Record.Path);
        if (fault.IsNone) (file.State, file.NeedsFlush) = (TakenState.Gone, true);
        else Waits(file, $"it was not taken in and cannot be given back ({fault.Text}); it is submitted again.");
        return fault.IsNone;
    }

    /// <summary>Gives the file another one of its claimed names.</summary>
    public FileFault Become(TakenFile file, ClaimedForm form)
    {
        if (file.Form == form) return FileFault.None;
        var fault = ToOwnName(file.CurrentPath, file.PathAs(form));
        if (fault.IsNone) (file.Form, file.NeedsFlush) = (form, true);
        else Waits(file, $"it cannot be renamed ({fault.Text}).");
        return fault;
    }

    /// <summary>
    /// Lets go of a file that is not there, unless the folder is not there either: then nothing is known of the file.
    /// </summary>
    public void GoneIfFolderIsThere(TakenFile file)
    {
        if (FolderIdentity.IsStill(location.Files, file.Record.Folder, file.Record.FolderId))
            file.State = TakenState.Gone;
        else
            Waits(file, "its folder is not there, or is another one: is a share not mounted?");
    }

    /// <summary>Says once that a claim waits, and why.</summary>
    public void Waits(TakenFile file, string reason)
    {
        if (location.Complaints.IsNew(file.Record.Path, reason))
            location.Log.ClaimWaits(
                location.Context.LocationName, FileNameRules.Shown(file.Record.Name), reason);
    }

    // A lone attempt shows in the name, so that the next owner sees which of many files it was: those that only waited
    // for their turn when an owner died have been near it as often, and are not to blame.
    private void Isolate(TakenFile file)
    {
        if (!file.IsSuspect || file.Form == ClaimedForm.Unreadable) return;
        if (file.Form == ClaimedForm.Again) file.IsPoison = file.Deaths >= DeathLimits.Poison;
        else Become(file, file.Form == ClaimedForm.Alone ? ClaimedForm.Again : ClaimedForm.Alone);
    }

    private bool IsUnchanged(TakenFile file) =>
        location.Files.Stat(file.Record.Path, out var stat).IsNone && file.Record.Describes(stat);

    private void ClaimOriginal(TakenFile file)
    {
        file.Form = file.IsSuspect ? ClaimedForm.Alone : ClaimedForm.Claimed;
        var fault = ToOwnName(file.Record.Path, file.CurrentPath);
        if (fault.IsNone) (file.State, file.NeedsFlush) = (TakenState.Claimed, true);
        // Over a network an answer may be lost: then the repeated call finds the first one's work done.
        if (fault.IsNone || (fault.Kind == FileFaultKind.Missing && FindClaimed(file))) return;
        if (fault.Kind != FileFaultKind.Missing)
            Waits(file, $"the file cannot be renamed ({fault.Text}) and stays where it is. Let the server rename and "
                + "delete in the folder, or set 'keep: true' to leave all files where they are.");
        file.State = TakenState.Gone;
    }

    // The id in the new name makes it nobody else's, so an ordinary rename does as well where the exact one is
    // missing. (Two links in place of a rename would not: two receivers could both make the first one.)
    private FileFault ToOwnName(string from, string to)
    {
        var fault = location.Files.RenameToFree(from, to);
        return fault.Kind == FileFaultKind.Unsupported ? location.Files.Rename(from, to) : fault;
    }
}
