namespace Viaduct.Core.Store;

/// <summary>One reader in one lane: what has an owner and makes progress.</summary>
/// <param name="Reader">The reader's number (see <see cref="ReaderKind"/>).</param>
/// <param name="Lane">The lane's number.</param>
public readonly record struct ReaderLane(int Reader, int Lane);
