namespace Viaduct.Core.Store;

/// <summary>A configuration to be activated.</summary>
/// <param name="Hash">The SHA-256 of the package, in lower-case hexadecimal.</param>
/// <param name="Package">The package's bytes.</param>
/// <param name="ExpectedHash">The hash that must be active now; null: there must be none; "*": any.</param>
/// <param name="Hosts">All hosts by name; each gets a reader if it has none.</param>
/// <param name="Ports">All send ports by name; each gets a number if it has none.</param>
public sealed record Activation(
    string Hash, ReadOnlyMemory<byte> Package, string? ExpectedHash,
    IReadOnlyList<string> Hosts, IReadOnlyList<string> Ports)
{
    /// <summary>The retention classes; each gets a number if it has none (rule 74).</summary>
    public IReadOnlyList<RetentionClass> Retention { get; init; } = [];

    /// <summary>
    /// The readers of ordered send ports by name, as <see cref="ReaderRow.Name"/> has them; each is made if it is not
    /// there. Default: none.
    /// </summary>
    public IReadOnlyList<string> Ordered { get; init; } = [];
}
