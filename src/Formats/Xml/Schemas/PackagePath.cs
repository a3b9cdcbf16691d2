namespace Viaduct.Formats.Xml.Schemas;

/// <summary>Paths of schema files: relative, with <c>/</c>. The package itself keeps them inside.</summary>
internal static class PackagePath
{
    /// <summary>The one way to write a path, so that two ways to write it are seen to be the same.</summary>
    public static string Normal(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part is "" or ".") continue;
            if (part == ".." && parts is [.., not ".."]) parts.RemoveAt(parts.Count - 1);
            else parts.Add(part);
        }

        return parts.Count == 0 ? "." : string.Join('/', parts);
    }

    /// <summary>The path that <paramref name="location"/> means in the file <paramref name="from"/>.</summary>
    /// <returns>Null if it is a network address, absolute or empty.</returns>
    public static string? Beside(string from, string location)
    {
        string relative = Uri.UnescapeDataString(location.Trim()).Replace('\\', '/');
        if (relative.Length == 0 || relative.StartsWith('/') || relative.Contains(':') || relative.Contains('\0'))
            return null;
        int slash = from.LastIndexOf('/');
        return Normal(slash < 0 ? relative : $"{from[..slash]}/{relative}");
    }
}
