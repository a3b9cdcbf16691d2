using Microsoft.Win32.SafeHandles;
using Viaduct.Adapters.File.Native;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.File;

/// <summary>Submits a claimed file and acts on the answer.</summary>
internal sealed class SubmitStep(FileLocation location, Readiness readiness, RenameStep names)
{
    private const int ReadFaultsMax = 3;

    /// <summary>
    /// Submits the file, unless it turns out to be in use or unreadable. Throws nothing for its sake.
    /// </summary>
    public async Task SubmitAsync(TakenFile file, CancellationToken cancellationToken)
    {
        bool wasFresh = file.IsFresh;
        if (Prepare(file) is not { } item) return;
        try
        {
            file.IsFresh = false;
            var result = await location.Context.Intake.SubmitAsync(item, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != IntakeOutcome.Refused) Settle(file, result);
            else Refused(file, item.Body as ClaimedFileBody, wasFresh);
        }
        catch (OperationCanceledException)
        {
            // Whether it was taken in is not known; it stays claimed, and its receipt will tell.
        }
    }

    private SourceItem? Prepare(TakenFile file)
    {
        if (file.Form == ClaimedForm.Unreadable) return UnreadableItem(file);
        var fault = location.Files.OpenRead(file.CurrentPath, out var handle, out var stat);
        using (handle)
        {
            if (handle is not null) return Read(file, handle, stat);
            if (fault.Kind == FileFaultKind.Busy) return InUse(file);
            if (fault.Kind == FileFaultKind.Missing) names.GoneIfFolderIsThere(file);
            else Unreadable(file, fault.Text);
            return null;
        }
    }

    // It stays claimed only if it may have been taken in already, or if the name is taken.
    private SourceItem? InUse(TakenFile file)
    {
        if (file.IsFresh && names.GiveBack(file)) readiness.Busy(file.Record.Name);
        else names.Waits(file, "somebody is writing it.");
        return null;
    }

    private SourceItem? Read(TakenFile file, SafeFileHandle handle, in FileStat stat)
    {
        Body body;
        try
        {
            body = stat.Length > FileContent.SmallBytes
                ? new ClaimedFileBody(location.Files, file.CurrentPath, stat)
                : Body.From(FileContent.Read(handle, stat.Length));
        }
        catch (IOException e)
        {
            Unreadable(file, e.Message);
            return null;
        }

        if (!IsQuiet(file, handle, stat)) return InUse(file);
        file.Submitted = stat;
        return Item(file, body, stat.Created, file.IsPoison ? Poison(file) : null);
    }

    // Looked at after a small file has been read, so that what was read is what was there.
    private bool IsQuiet(TakenFile file, SafeFileHandle handle, in FileStat read) =>
        (!file.IsFresh || file.Record.Describes(read))
        && location.Files.WritersOf(handle, checkLocks: true) != Writers.Some
        && location.Files.Stat(file.CurrentPath, out var now).IsNone && now.SameContentAs(read);

    private static SourceItem UnreadableItem(TakenFile file) => Item(
        file, Body.Empty, file.Record.Modified, new Failure(
            FailureCodes.SourceUnreadable,
            $"The file {FileNameRules.Shown(file.Record.Path)} cannot be read, so its bytes could not be taken in. "
            + $"They are kept as {FileNameRules.Shown(Path.GetFileName(file.PathAs(ClaimedForm.Unreadable)))}: repair "
            + "the file or its storage and rename it into place again; terminate this message."));

    private static Failure Poison(TakenFile file) => new(
        FailureCodes.Poison,
        $"{file.Deaths} processes ended while they had this file in hand, the last ones while they worked on it alone. "
        + "It was not tried again: find out what in it ends the process before it is resumed.");

    private static SourceItem Item(TakenFile file, Body body, long created, Failure? failure) => new()
    {
        Body = body,
        Receipt = ReceiptKey.FromClaim(file.Id),
        ReceiptIsFresh = file.IsFresh,
        Context = FileContext.Of(file.Record.Path, created),
        Failure = failure,
    };

    private void Settle(TakenFile file, IntakeResult result)
    {
        // Were it an intake's own finding that the bytes cannot be had, they must not be deleted.
        bool isUnreadable = result.Failure?.Code == FailureCodes.SourceUnreadable;
        if (isUnreadable && !names.Become(file, ClaimedForm.Unreadable).IsNone) return;
        file.State = TakenState.Received;
        location.Complaints.Over(file.Record.Path);
    }

    // It was not taken in this time. If it was submitted before, with an answer that got lost, it stays claimed.
    private void Refused(TakenFile file, ClaimedFileBody? body, bool wasFresh)
    {
        file.IsFresh = wasFresh;
        if (body is { Fault: { } fault, IsChanged: false }) Unreadable(file, fault.Message);
        else if (wasFresh && names.GiveBack(file)) readiness.Busy(file.Record.Name);
    }

    // Storage has hiccups; what cannot be read several times in a row is for a person to look at.
    private void Unreadable(TakenFile file, string? reason)
    {
        if (++file.ReadFaults < ReadFaultsMax)
        {
            names.Waits(file, $"it cannot be read ({reason}); it is tried again.");
            return;
        }

        if (!names.Become(file, ClaimedForm.Unreadable).IsNone) return;
        location.Files.FlushFolder(file.Record.Folder);
        location.Log.KeptUnreadable(
            location.Context.LocationName, FileNameRules.Shown(file.Record.Name), reason,
            FileNameRules.Shown(Path.GetFileName(file.CurrentPath)));
    }
}
