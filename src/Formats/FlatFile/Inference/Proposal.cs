namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>What a sample is taken for.</summary>
/// <param name="Structure"><c>delimited</c>, <c>tagged</c> or <c>positional</c>.</param>
/// <param name="Delimiter">What separates fields; empty for positions.</param>
/// <param name="Records">The kinds of records, in the order in which they come.</param>
/// <param name="IsMixed">True if they come in any order.</param>
/// <param name="Assumptions">What was assumed, a sentence each.</param>
internal sealed record Proposal(
    string Structure,
    string Delimiter,
    IReadOnlyList<ProposedRecord> Records,
    bool IsMixed,
    IReadOnlyList<string> Assumptions);
