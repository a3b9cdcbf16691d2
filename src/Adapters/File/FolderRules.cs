namespace Viaduct.Adapters.File;

/// <summary>Which folders an operator may name.</summary>
internal static class FolderRules
{
    // With the longest file name behind it, a path stays within the 1,024 characters of a promoted value.
    private const int CharactersMax = 700;

    /// <summary>Adds everything that is wrong with a folder.</summary>
    public static void Validate(string? folder, ICollection<string> errors)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            errors.Add("folder is missing: state the folder of the files, for example /var/spool/orders.");
            return;
        }

        string shown = FileNameRules.Shown(folder);
        if (folder.Length > CharactersMax)
            errors.Add($"folder has {folder.Length} characters, and {CharactersMax} is the most: use a shorter path.");
        if (FileNameRules.ObjectionToCharacters(folder) is { } objection)
            errors.Add($"folder \"{shown}\" cannot be used: {objection}.");
        if (folder.Split('/', '\\').Contains(".."))
            errors.Add($"folder \"{shown}\" goes up with \"..\", which ends elsewhere once a folder is a link: "
                + "write where it leads.");
        if (folder.AsSpan().IndexOfAny('*', '?') >= 0)
            errors.Add($"folder \"{shown}\" holds a mask: put it into mask; a location has one folder.");
    }

    /// <summary>True if two folders are one, as far as their names tell: links are not followed.</summary>
    public static bool AreSame(string one, string other) => string.Equals(
        Whole(one), Whole(other),
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static string Whole(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>The warning about a folder that is not absolute, if it is not.</summary>
    public static IEnumerable<string> Warnings(string folder)
    {
        if (!Path.IsPathFullyQualified(folder))
            yield return $"folder \"{FileNameRules.Shown(folder)}\" is relative: each server looks below the folder it "
                + "was started in; write the whole path.";
    }
}
