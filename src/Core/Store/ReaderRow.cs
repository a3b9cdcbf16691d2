namespace Viaduct.Core.Store;

/// <summary>A reader as the store knows it.</summary>
/// <param name="Id">The number; 0 is the tracker.</param>
/// <param name="Kind">What it reads for.</param>
/// <param name="Name">
/// The host's name, <c>host/port</c> for a detached port, the server's name for a reply reader, <c>port</c> or
/// <c>port/number</c> for an ordered one; empty for the tracker.
/// </param>
/// <param name="Base">For a detached port the host's reader, whose references it reads; else its own number.</param>
public sealed record ReaderRow(int Id, ReaderKind Kind, string Name, int Base)
{
    /// <summary>The name of the send port that a detached port's reader reads for; null for all others.</summary>
    public string? Port =>
        Kind == ReaderKind.DetachedPort ? Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..] : null;

    /// <summary>The name of the send port that an ordered reader reads for; null for all others.</summary>
    public string? OrderedPort => Kind == ReaderKind.Ordered ? Name.Split('/', 2)[0] : null;
}
