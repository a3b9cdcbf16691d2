using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Adapters;

/// <summary>The answer of the intake for one source item.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="InterchangeId">The id that its messages share; empty for a duplicate or refused item.</param>
/// <param name="Failure">The first failure of a suspended item, else null.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, Guid InterchangeId, Failure? Failure = null);
