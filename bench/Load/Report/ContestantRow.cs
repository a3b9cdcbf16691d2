using Viaduct.Load.Measure;

namespace Viaduct.Load.Report;

/// <summary>A contestant and its runs.</summary>
internal sealed record ContestantRow(string Name, IReadOnlyList<Measurement> Runs);
