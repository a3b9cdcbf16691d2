using System.IO.Enumeration;
using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>Lists the folder of a location. Only names are read here; nothing is opened or followed.</summary>
internal sealed class FolderScan(FileLocation location)
{
    private const int NamesMax = 100_000;
    private const int ClaimedMax = 10_000;
    private const string FolderSubject = "\0folder";
    private static readonly EnumerationOptions Plain = new()
    {
        AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, RecurseSubdirectories = false,
    };

    private readonly FileMask _mask = new(location.Options.Mask);

    private volatile string? _trouble;

    /// <summary>Why the folder cannot be listed, and what to do; null if it could.</summary>
    public string? Trouble => _trouble;

    /// <summary>The folder if it is there; null, said once, if not.</summary>
    public FileStat? LookForFolder()
    {
        var fault = FolderIdentity.Stat(location.Files, location.Folder, out var stat);
        if (fault.IsNone) return stat;
        Missing(fault.Text);
        return null;
    }

    /// <summary>The names in the folder; null, said once, if it cannot be listed.</summary>
    public FolderListing? List()
    {
        try
        {
            var names = new List<string>();
            var claimed = new List<string>();
            // Transforming to the name alone keeps the enumeration from looking at each file.
            var all = new FileSystemEnumerable<string>(
                location.Folder, static (ref entry) => entry.FileName.ToString(), Plain)
            {
                ShouldIncludePredicate = (ref entry) =>
                    _mask.Matches(entry.FileName)
                    || entry.FileName.EndsWith(ClaimedName.Ending, StringComparison.Ordinal),
            };
            foreach (string name in all)
            {
                if (!ClaimedName.IsReserved(name)) AddIfUsable(name, names);
                else if (claimed.Count < ClaimedMax) claimed.Add(name);
                if (names.Count >= NamesMax) break;
            }

            _trouble = null;
            if (location.Complaints.Over(FolderSubject))
                location.Log.FolderFound(location.Context.LocationName, location.Folder);
            return new FolderListing(names, claimed, IsPartial: names.Count >= NamesMax);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Missing(e.Message);
            return null;
        }
    }

    private void AddIfUsable(string name, List<string> names)
    {
        if (FileNameRules.ObjectionToCharacters(name) is { } objection)
            location.Leave(name, $"its name cannot be used, {objection}. Rename it.");
        else names.Add(name);
    }

    private void Missing(string? reason)
    {
        _trouble = $"The folder {FileNameRules.Shown(location.Folder)} is not there or cannot be listed ({reason}). "
            + "Create it, mount it, grant the server's user the right to list it, or correct folder of the location.";
        if (location.Complaints.IsNew(FolderSubject, reason ?? ""))
            location.Log.FolderMissing(
                location.Context.LocationName, location.Folder, reason, location.Options.Every);
    }
}
