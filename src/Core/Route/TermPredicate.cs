using System.Diagnostics;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>One comparison, or <c>exists</c>.</summary>
internal sealed class TermPredicate(FilterTerm term) : Predicate
{
    public FilterTerm Term => term;

    public override bool Matches(MessageContext context) =>
        context.TryGet(term.Property.Key, out var actual, out bool promoted) && promoted && Holds(actual);

    internal override int Distance(MessageContext context) => Matches(context) ? 0 : 1;

    public override string ToString()
    {
        if (term.Operator == FilterOperator.Exists) return $"exists {term.Property.Name}";
        return $"{term.Property.Name} {Symbol(term.Operator)} {FilterValueText.Quote(term.Value)}";
    }

    private bool Holds(in PropertyValue actual)
    {
        if (term.Operator == FilterOperator.Exists) return true;

        // A value of another type than declared is not comparable; the comparison is false, != too.
        if (actual.Kind != term.Value.Kind) return false;
        return term.Operator switch
        {
            FilterOperator.Equal => actual.Equals(term.Value),
            FilterOperator.NotEqual => !actual.Equals(term.Value),
            FilterOperator.Less => Compare(actual, term.Value) < 0,
            FilterOperator.LessOrEqual => Compare(actual, term.Value) <= 0,
            FilterOperator.Greater => Compare(actual, term.Value) > 0,
            FilterOperator.GreaterOrEqual => Compare(actual, term.Value) >= 0,
            _ => throw new UnreachableException($"operator {term.Operator}"),
        };
    }

    private static int Compare(in PropertyValue left, in PropertyValue right) => left.Kind switch
    {
        PropertyValueKind.String => string.CompareOrdinal(left.Text, right.Text),
        PropertyValueKind.Number => left.Number.CompareTo(right.Number),
        PropertyValueKind.Instant => left.Instant.CompareTo(right.Instant),
        _ => throw new UnreachableException($"{left.Kind} has no order; the parser refuses it."),
    };

    private static string Symbol(FilterOperator op) => op switch
    {
        FilterOperator.Equal => "==",
        FilterOperator.NotEqual => "!=",
        FilterOperator.Less => "<",
        FilterOperator.LessOrEqual => "<=",
        FilterOperator.Greater => ">",
        FilterOperator.GreaterOrEqual => ">=",
        _ => throw new UnreachableException($"operator {op}"),
    };
}
