namespace Viaduct.Core.Store;

/// <summary>One reader's pointers into a segment.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Entries">Message index, offset, length and ports, as the reference codec writes them.</param>
public sealed record ReferenceRow(int Reader, ReadOnlyMemory<byte> Entries);
