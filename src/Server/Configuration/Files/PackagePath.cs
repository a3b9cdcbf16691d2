namespace Viaduct.Server.Configuration.Files;

/// <summary>Paths within a configuration: relative, with <c>/</c>, and never outside its folder.</summary>
internal static class PackagePath
{
    public const int LengthMax = 512;

    /// <summary>Where our own entries of a package lie; nobody else's may.</summary>
    public const string Reserved = ".viaduct/";

    /// <summary>Resolves a path that a configuration file names.</summary>
    /// <param name="folder">The folder of that file, from the configuration's folder; empty for itself.</param>
    /// <param name="path">The path as written.</param>
    /// <param name="full">The path from the configuration's folder.</param>
    /// <param name="why">Why the path is refused, in one sentence.</param>
    public static bool TryResolve(string folder, string path, out string full, out string why)
    {
        full = "";
        why = Refusal(path);
        if (why.Length > 0) return false;
        List<string> parts = [];
        foreach (string part in $"{folder}/{path}".Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0)
            {
                why = "The path leads out of the configuration's folder.";
                return false;
            }
            else parts.RemoveAt(parts.Count - 1);
        }

        full = string.Join('/', parts);
        if (!full.StartsWith(Reserved, StringComparison.Ordinal)) return true;
        why = $"The folder {Reserved} is reserved.";
        return false;
    }

    private static string Refusal(string path)
    {
        if (path.Length == 0) return "The path is empty.";
        if (path.Length > LengthMax) return $"The path has more than {LengthMax} characters.";
        if (path.Any(char.IsControl)) return "The path has a control character.";
        if (path.Contains('\\', StringComparison.Ordinal)) return "Paths are written with /, on Windows too.";
        if (path[0] == '/' || (path.Length > 1 && path[1] == ':')) return "Only relative paths are packed.";
        return "";
    }
}
