namespace Viaduct.Adapters.File;

/// <summary>
/// Finds files with claimed names that nobody will ever finish, since the store that knew their claims is not in use
/// any more. They are reported, once, and left: only a person can tell whether they were taken in.
/// </summary>
internal sealed class LeftoverClaims(FileLocation location, FilesInHand inHand)
{
    // Longer than any claim of a live owner stays unknown, which is not at all: the claim is recorded first.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, TimeSpan> _since = new(StringComparer.Ordinal);

    /// <summary>Looks at the claimed names of a listing.</summary>
    /// <returns>How many were reported now.</returns>
    public async Task<int> ReportAsync(IReadOnlyList<string> claimed, CancellationToken cancellationToken)
    {
        Forget(claimed);
        var now = location.Time.GetElapsedTime(0);
        var due = new Dictionary<Guid, string>();
        foreach (string name in claimed)
        {
            if (!ClaimedName.TryParse(name, out var id, out var form) || inHand.Holds(id)) continue;
            if (form is ClaimedForm.Changed or ClaimedForm.Unreadable) continue; // reported when it was kept
            if (!_since.TryGetValue(name, out var since)) _since[name] = now;
            else if (now - since >= Grace) due[id] = name;
        }

        if (due.Count == 0) return 0;
        var known = await location.Context.Claims.KnownAsync([.. due.Keys], cancellationToken).ConfigureAwait(false);
        int reported = 0;
        foreach (var (id, name) in due)
        {
            _since[name] = now; // asked again after another while
            if (known.Contains(id) || !location.Complaints.IsNew(name, "leftover")) continue;
            location.Log.Leftover(location.Context.LocationName, FileNameRules.Shown(name));
            reported++;
        }

        return reported;
    }

    private void Forget(IReadOnlyList<string> claimed)
    {
        if (_since.Count == 0) return;
        var present = claimed.ToHashSet(StringComparer.Ordinal);
        foreach (string name in _since.Keys)
            if (!present.Contains(name)) _since.Remove(name);
    }
}
