namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>A kind of record.</summary>
/// <param name="Name">The name of its element.</param>
/// <param name="Tag">What it begins with; empty for nothing.</param>
/// <param name="Repeats">True if several come.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record ProposedRecord(
    string Name, string Tag, bool Repeats, IReadOnlyList<ProposedField> Fields);
