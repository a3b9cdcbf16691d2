namespace Viaduct.Adapters.Http.Receiving;

/// <summary>The media types that a location takes.</summary>
internal sealed class MediaTypes(IReadOnlyList<string> allowed)
{
    private readonly string[] _allowed = [.. allowed.Select(type => Plain(type)!)];

    /// <summary>What is taken, for people.</summary>
    public string Names { get; } = string.Join(", ", allowed);

    /// <summary>True if a body of this type is taken; null is a body without a type.</summary>
    public bool Takes(string? type)
    {
        if (_allowed.Length == 0) return true;
        if (type is null) return false;
        foreach (string one in _allowed)
        {
            if (one == type || one == "*/*") return true;
            if (one.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(one[..^1], StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The type alone, without parameters, in lower case.</summary>
    public static string? Plain(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType)) return null;
        int end = contentType.IndexOf(';', StringComparison.Ordinal);
        string type = (end < 0 ? contentType : contentType[..end]).Trim();
        return type.AsSpan().ContainsAnyInRange('A', 'Z') ? type.ToLowerInvariant() : type;
    }
}
