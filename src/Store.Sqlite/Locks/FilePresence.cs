namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// Whether a file is still the one that was opened. Whoever removes or replaces the database under a running server
/// must not make it write into what nobody will ever read.
/// </summary>
internal sealed class FilePresence(string path)
{
    private readonly FileFacts? _opened = FileFacts.Read(path);

    /// <summary>True if it is; always true where the operating system does not tell.</summary>
    public bool IsThere =>
        _opened is not { } opened
        || (FileFacts.Read(path) is { } now && (now.Number, now.Device) == (opened.Number, opened.Device));

    /// <summary>What to say if it is not.</summary>
    public string Text => $"{path} has been removed or replaced while it was in use: put it back, or stop Viaduct.";
}
