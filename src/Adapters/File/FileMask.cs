using System.IO.Enumeration;

namespace Viaduct.Adapters.File;

/// <summary>
/// Which names a location takes: <c>*</c> stands for any characters, <c>?</c> for one; several masks are separated by
/// <c>;</c>. Case does not matter, on Linux neither. A name that begins with a dot is taken only by a mask that does.
/// </summary>
internal sealed class FileMask
{
    private const int MasksMax = 50;
    private const int CharactersMax = 255;
    private readonly string[] _masks;

    /// <summary>The masks of a location; they have been checked.</summary>
    public FileMask(string masks) => _masks = Split(masks);

    /// <summary>True if the location takes files of this name.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || ClaimedName.IsReserved(name)) return false;
        foreach (string mask in _masks)
        {
            if (name[0] == '.' && mask[0] != '.') continue;
            if (FileSystemName.MatchesSimpleExpression(mask, name, ignoreCase: true)) return true;
        }

        return false;
    }

    /// <summary>True if there may be a name that both take.</summary>
    public static bool Overlap(string masks, string others) => Split(masks).Any(mask => Split(others).Any(
        other => (mask[0] is '.') == (other[0] is '.') && PatternOverlap.Exists(mask, other)));

    /// <summary>Adds everything that is wrong with the masks.</summary>
    public static void Validate(string masks, ICollection<string> errors)
    {
        string[] all = Split(masks);
        if (all.Length == 0) errors.Add("mask is empty: no file would be taken; write for example \"*.xml\" or \"*\".");
        if (all.Length > MasksMax) errors.Add($"mask has {all.Length} masks, and {MasksMax} is the most: widen some.");
        foreach (string mask in all)
        {
            if (mask.Length > CharactersMax)
                errors.Add($"mask \"{FileNameRules.Shown(mask)}\" has over {CharactersMax} characters: shorten it.");
            else if (mask.AsSpan().IndexOfAny("/\\") >= 0)
                errors.Add($"mask \"{FileNameRules.Shown(mask)}\" holds a path: put the path into folder; "
                    + "folders below it are not searched.");
            else if (FileNameRules.ObjectionToCharacters(mask) is { } objection)
                errors.Add($"mask \"{FileNameRules.Shown(mask)}\" matches nothing: {objection}.");
            else if (ClaimedName.IsReserved(mask))
                errors.Add($"mask \"{mask}\" matches nothing: files with this ending are the adapter's own.");
        }
    }

    private static string[] Split(string masks) =>
        masks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
