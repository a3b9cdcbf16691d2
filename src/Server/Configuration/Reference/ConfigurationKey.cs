namespace Viaduct.Server.Configuration.Reference;

/// <summary>A key of the configuration, as the reference explains it.</summary>
/// <param name="Path">The keys that lead to it, with dots between them, for example
/// <c>sendPorts.retry.count</c>.</param>
/// <param name="Form">How its value is written.</param>
/// <param name="Default">What holds without it; empty for nothing.</param>
/// <param name="Meaning">What it means.</param>
public sealed record ConfigurationKey(string Path, string Form, string Default, string Meaning)
{
    /// <summary>The key itself.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The path of the key above it; empty at the top.</summary>
    public string Parent => Path.LastIndexOf('.') is >= 0 and var dot ? Path[..dot] : "";

    /// <summary>True if a text names it: its path, or the end of it.</summary>
    public bool IsNamed(string text) =>
        Path == text || Path.EndsWith($".{text}", StringComparison.Ordinal);
}
