using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>Reads a literal as the declared type of the property that it is compared with.</summary>
internal static class FilterLiteral
{
    /// <returns>False if it does not fit; the error has been added.</returns>
    public static bool TryRead(
        FilterProperty? property, FilterOperator op, FilterToken token, List<FilterError> errors,
        out PropertyValue value)
    {
        value = default;

        // The property has been reported: without its type there is nothing to check.
        if (property is null) return false;
        if (property.Kind == PropertyValueKind.Boolean && op is not (FilterOperator.Equal or FilterOperator.NotEqual))
        {
            errors.Add(new FilterError(token.Column, $"{property.Name} has no order.",
                "It is true or false, and those are compared with == and != only.",
                $"Write {property.Name} == true or {property.Name} == false."));
            return false;
        }

        bool fits = Wanted(property.Kind) == token.Kind && PropertyText.TryParse(property.Kind, token.Text, out value);
        if (!fits) errors.Add(Misfit(property, token));
        return fits;
    }

    private static FilterTokenKind Wanted(PropertyValueKind kind) => kind switch
    {
        PropertyValueKind.Number => FilterTokenKind.Number,
        PropertyValueKind.Boolean => FilterTokenKind.Boolean,
        _ => FilterTokenKind.Text,
    };

    private static FilterError Misfit(FilterProperty property, FilterToken token)
    {
        string what = $"{token.Shown} does not fit {property.Name}.";
        return property.Kind switch
        {
            PropertyValueKind.Number => new FilterError(token.Column, what, "The property is a number.",
                token.Kind == FilterTokenKind.Text && PropertyText.TryParse(PropertyValueKind.Number, token.Text, out _)
                    ? $"Write {token.Text} without quotes."
                    : "Write a decimal number, for example 100 or -0.5, of at most 28 digits."),
            PropertyValueKind.Boolean => new FilterError(token.Column, what,
                "The property is true or false.", "Write true or false without quotes."),
            PropertyValueKind.Instant => new FilterError(token.Column, what, "The property is a point in time.",
                "Write it in quotes as \"2026-01-31\" or \"2026-01-31T10:00:00+01:00\"; without an offset it is UTC."),
            _ => new FilterError(token.Column, what, "The property is a text.", $"Write \"{token.Text}\" in quotes."),
        };
    }
}
