namespace Viaduct.Formats.Xml.Schemas;

/// <summary>Paths inside a package: relative, with <c>/</c>, and never out of it.</summary>
internal static class PackagePath
{
    /// <summary>The one way to write a path, so that two ways to write it are seen to be the same.</summary>
    /// <returns>Null if it leads out of the package.</returns>
    public static string? Normal(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }

        return parts.Count == 0 ? null : string.Join('/', parts);
    }

    /// <summary>The path that <paramref name="location"/> means in the file <paramref name="from"/>.</summary>
    /// <returns>Null if it is a network address or absolute, or leads out of the package.</returns>
    public static string? Beside(string from, string location)
    {
        string relative = Uri.UnescapeDataString(location.Trim()).Replace('\\', '/');
        if (relative.Length == 0 || relative.StartsWith('/') || relative.Contains(':') || relative.Contains('\0'))
            return null;
        int slash = from.LastIndexOf('/');
        return Normal(slash < 0 ? relative : $"{from[..slash]}/{relative}");
    }
}
