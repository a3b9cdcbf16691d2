using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>One comparison of a filter, for checks and displays that look into filters.</summary>
/// <param name="Column">Where in the filter's text, from 1.</param>
/// <param name="Property">The property.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Value">What it is compared with; of kind None for <see cref="FilterOperator.Exists"/>.</param>
public sealed record FilterTerm(
    int Column, FilterProperty Property, FilterOperator Operator, PropertyValue Value);
