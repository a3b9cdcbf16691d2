using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Adapters;

/// <summary>The answer of the intake for one source item.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="InterchangeId">The id that its messages share; of a duplicate the one that the item states, else
/// empty; empty for a refused item.</param>
/// <param name="Failure">The first failure of a suspended item, else null. Of a duplicate with an exclusive key: why
/// the pipeline suspended the first one, without the details.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, Guid InterchangeId, Failure? Failure = null);
