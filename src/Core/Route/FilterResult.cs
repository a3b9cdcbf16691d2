namespace Viaduct.Core.Route;

/// <summary>What reading a filter gave: a filter, or mistakes.</summary>
/// <param name="Filter">The filter, or null if there are errors.</param>
/// <param name="Errors">The mistakes, by column; empty on success.</param>
public sealed record FilterResult(Filter? Filter, IReadOnlyList<FilterError> Errors);
