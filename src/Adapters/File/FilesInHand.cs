using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.File;

/// <summary>
/// The files that this receiver has in hand, from the record of a claim to its closing. Every step is repeated until
/// it succeeds, by this receiver or by the next one: after a crash, a file goes on from the state that its names and
/// the ledger show.
/// </summary>
internal sealed class FilesInHand
{
    /// <summary>With so many that cannot be finished, no more are taken.</summary>
    public const int Max = 1000;

    private readonly FileLocation _location;
    private readonly RenameStep _names;
    private readonly SubmitStep _submit;
    private readonly RemoveStep _remove;
    private readonly Dictionary<Guid, TakenFile> _files = [];

    public FilesInHand(FileLocation location, Readiness readiness)
    {
        _location = location;
        _names = new RenameStep(location);
        _submit = new SubmitStep(location, readiness, _names);
        _remove = new RemoveStep(location, _names);
    }

    private IClaimLedger Ledger => _location.Context.Claims;

    /// <summary>How many there are.</summary>
    public int Count => _files.Count;

    /// <summary>True if this receiver has the claim in hand.</summary>
    public bool Holds(Guid claimId) => _files.ContainsKey(claimId);

    /// <summary>
    /// Claims a batch and takes it as far as it goes. Files that are not there any more, or not the same, are left
    /// out: another receiver was faster, or a writer is not done.
    /// </summary>
    /// <returns>How many this receiver got, or null if it may not claim any more.</returns>
    public async Task<int?> TakeAsync(
        IReadOnlyList<Candidate> batch, ulong folderId, CancellationToken cancellationToken)
    {
        var files = new List<TakenFile>(batch.Count);
        foreach (var candidate in batch)
        {
            string path = _location.PathOf(candidate.Name);
            if (!_location.Files.Stat(path, out var now).IsNone || !now.SameContentAs(candidate.Stat)) continue;
            var id = Guid.CreateVersion7(_location.Time.GetUtcNow());
            files.Add(new TakenFile(id, new ClaimRecord(path, now.Length, now.Modified, folderId)) { IsFresh = true });
        }

        if (files.Count == 0) return 0;
        if (!await RecordAsync(files, cancellationToken).ConfigureAwait(false)) return null;
        foreach (var file in files) _files[file.Id] = file;
        await AdvanceAsync(files, cancellationToken).ConfigureAwait(false);
        return files.Count(f => f.WasClaimed);
    }

    /// <summary>Takes over what dead owners, and earlier receivers of this process, left in hand.</summary>
    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        var abandoned = await Ledger.TakeAbandonedAsync(cancellationToken).ConfigureAwait(false);
        if (abandoned.Count == 0) return;
        _location.Log.TookOver(
            _location.Context.LocationName, abandoned.Count, abandoned.Count(claim => claim.Received));
        foreach (var claim in abandoned)
        {
            if (!ClaimRecord.TryParse(claim.Claim.Item, out var record))
            {
                _location.Log.ClaimUnknown(_location.Context.LocationName, claim.Claim.Id);
                continue;
            }

            var file = new TakenFile(claim.Claim.Id, record)
            {
                Deaths = claim.Deaths, State = claim.Received ? TakenState.Received : TakenState.Recorded,
            };
            if (claim.Received) _names.FindClaimed(file);
            _files[file.Id] = file;
        }
    }

    /// <summary>Takes everything in hand as far as it goes: what is under suspicion last, and one by one.</summary>
    public async Task AdvanceAllAsync(CancellationToken cancellationToken)
    {
        var suspects = _files.Values.Where(f => f.IsSuspect && f.State != TakenState.Received).ToList();
        var others = _files.Values.Except(suspects).ToList();
        foreach (var batch in others.Chunk(_location.Options.BatchFiles))
            await AdvanceAsync(batch, cancellationToken).ConfigureAwait(false);
        foreach (var file in suspects)
        {
            if (cancellationToken.IsCancellationRequested) return;
            _location.Log.WorkedAlone(
                _location.Context.LocationName, FileNameRules.Shown(file.Record.Name), file.Deaths);
            await AdvanceAsync([file], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> RecordAsync(IReadOnlyList<TakenFile> files, CancellationToken cancellationToken)
    {
        try
        {
            return await Ledger.RecordAsync([.. files.Select(f => f.ToClaim())], cancellationToken)
                .ConfigureAwait(false);
        }
        catch
        {
            // The claims may stand although nothing is claimed: they are closed in the next round.
            foreach (var file in files)
            {
                file.State = TakenState.Gone;
                _files[file.Id] = file;
            }

            throw;
        }
    }

    private async Task AdvanceAsync(IReadOnlyList<TakenFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files.Where(f => f.State == TakenState.Recorded)) _names.Claim(file);
        foreach (var file in files) file.WasClaimed |= file.State == TakenState.Claimed;
        // A receipt must never be more durable than the name it belongs to.
        if (!Flush(files)) return;

        var submitting = Task.WhenAll(files.Where(f => f.State == TakenState.Claimed)
            .Select(f => Task.Run(() => _submit.SubmitAsync(f, cancellationToken), CancellationToken.None)));
        await submitting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        foreach (var file in files.Where(f => f.State == TakenState.Received)) _remove.Remove(file);
        // Closed only when the folder can no longer bring back what was deleted or renamed.
        if (Flush(files))
            await CloseAsync([.. files.Where(f => f.State == TakenState.Gone)], cancellationToken)
                .ConfigureAwait(false);
        await submitting.ConfigureAwait(false);
    }

    private async Task CloseAsync(IReadOnlyList<TakenFile> gone, CancellationToken cancellationToken)
    {
        if (gone.Count == 0) return;
        await Ledger.CloseAsync([.. gone.Select(f => f.Id)], cancellationToken).ConfigureAwait(false);
        foreach (var file in gone) _files.Remove(file.Id);
    }

    private bool Flush(IReadOnlyList<TakenFile> files)
    {
        var folders = files.Where(f => f.NeedsFlush).GroupBy(f => f.Record.Folder, StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var fault = _location.Files.FlushFolder(folder.Key);
            if (!fault.IsNone)
            {
                _names.Waits(folder.First(), $"its folder cannot be flushed to disk ({fault.Text}).");
                return false;
            }

            foreach (var file in folder) file.NeedsFlush = false;
        }

        return true;
    }
}
