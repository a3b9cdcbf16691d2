using System.Diagnostics;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>
/// Reads <c>or := and {"or" and}</c>, <c>and := term {"and" term}</c>, <c>term := "(" or ")" | "exists" name | name
/// operator literal</c>. A mistake in the form ends the reading; mistakes in names and literals are collected.
/// </summary>
internal sealed class FilterParser
{
    private readonly string _text;
    private readonly FilterNames _names;
    private readonly FilterLexer _lexer;
    private readonly List<FilterError> _errors = [];
    private readonly List<FilterTerm> _terms = [];
    private FilterToken _token;

    public FilterParser(string text, FilterNames names)
    {
        (_text, _names) = (text, names);
        _lexer = new FilterLexer(text, _errors);
    }

    public FilterResult Parse()
    {
        if (_text.Length > FilterLimits.TextLength)
        {
            Error(1, $"The filter has {_text.Length:N0} characters.",
                $"A filter has at most {FilterLimits.TextLength:N0}.", "Split it over several send ports of a group.");
            return new FilterResult(null, _errors);
        }

        Advance();
        var predicate = Or(0);
        if (predicate is not null && _token.Kind != FilterTokenKind.End) Leftover();
        if (_errors.Count > 0) return new FilterResult(null, [.. _errors.OrderBy(e => e.Column)]);
        return new FilterResult(new Filter(_text, predicate!, _terms), []);
    }

    // Null means: the form is wrong, the error is reported, stop.
    private Predicate? Or(int depth)
    {
        var first = And(depth);
        if (first is null || _token.Kind != FilterTokenKind.Or) return first;
        List<Predicate> alternatives = [first];
        while (_token.Kind == FilterTokenKind.Or)
        {
            Advance();
            if (And(depth) is not { } next) return null;
            alternatives.Add(next);
        }

        return new AnyPredicate([.. alternatives]);
    }

    private Predicate? And(int depth)
    {
        var first = Term(depth);
        if (first is null || _token.Kind != FilterTokenKind.And) return first;
        List<Predicate> conditions = [first];
        while (_token.Kind == FilterTokenKind.And)
        {
            Advance();
            if (Term(depth) is not { } next) return null;
            conditions.Add(next);
        }

        return new AllPredicate([.. conditions]);
    }

    private Predicate? Term(int depth) => _token.Kind switch
    {
        FilterTokenKind.Open => Group(depth + 1),
        FilterTokenKind.Exists => Exists(),
        FilterTokenKind.Name => Comparison(),
        FilterTokenKind.Text or FilterTokenKind.Number or FilterTokenKind.Boolean => Stop(
            $"A comparison cannot begin with {_token.Shown}.", "The property stands left, the value right.",
            "Write the property first, for example Order.Total > 100."),
        FilterTokenKind.End when _text.AsSpan().Trim().IsEmpty => Stop("The filter is empty.",
            "An empty filter would match nothing.", "Remove the key filter, or write a condition."),
        _ => Stop($"A comparison is missing before {_token.Shown}.",
            "Here a property, exists or ( must follow.", "Complete the filter, or remove what is left over."),
    };

    private Predicate? Group(int depth)
    {
        int column = _token.Column;
        if (depth > FilterLimits.Depth)
        {
            return Stop($"The parentheses are nested more than {FilterLimits.Depth} deep.",
                "Deeper filters are a mistake or an attack.", "Remove parentheses; and binds tighter than or.");
        }

        Advance();
        var inner = Or(depth);
        if (inner is null) return null;
        if (_token.Kind != FilterTokenKind.Close)
        {
            return Stop($"A ) is missing before {_token.Shown}.",
                $"The ( at column {column} is not closed.", "Add ) where the group ends.");
        }

        Advance();
        return inner;
    }

    private Predicate? Exists()
    {
        int column = _token.Column;
        Advance();
        if (_token.Kind != FilterTokenKind.Name)
        {
            return Stop($"After exists a property must follow, not {_token.Shown}.",
                "exists asks whether a property is there.",
                "Write exists and a property, for example exists Order.Total.");
        }

        var property = Property();
        Advance();
        return Add(column, property, FilterOperator.Exists, default);
    }

    private Predicate? Comparison()
    {
        int column = _token.Column;
        string name = _token.Text;
        if (name is "not" or "NOT")
        {
            return Stop($"{name} is not part of the filter language.",
                "A comparison with a missing property is false, so the opposite of a condition would mislead.",
                "Write the opposite comparison, for example != instead of ==.");
        }

        var property = Property();
        Advance();
        if (_token.Kind != FilterTokenKind.Operator)
        {
            return Stop($"After {name} an operator must follow, not {_token.Shown}.",
                "A property alone is no condition.", $"Write for example {name} == \"value\", or exists {name}.");
        }

        var op = Operator(_token.Text);
        Advance();
        if (_token.Kind is not (FilterTokenKind.Text or FilterTokenKind.Number or FilterTokenKind.Boolean))
        {
            return Stop($"A value is missing before {_token.Shown}.",
                "A property is compared with a text in quotes, a number, true or false, never with another property.",
                _token.Kind == FilterTokenKind.Name ? $"Write \"{_token.Text}\" if it is a text." : "Add the value.");
        }

        bool fits = FilterLiteral.TryRead(property, op, _token, _errors, out var value);
        Advance();
        return Add(column, fits ? property : null, op, value);
    }

    private FilterProperty? Property()
    {
        var property = _names.Find(_token.Text);
        if (property is null) _errors.Add(_names.Unknown(_token.Text, _token.Column));
        return property;
    }

    private Predicate? Add(int column, FilterProperty? property, FilterOperator op, PropertyValue value)
    {
        if (_terms.Count >= FilterLimits.Terms)
        {
            return Stop($"The filter has more than {FilterLimits.Terms:N0} comparisons.",
                "Larger filters are a mistake or an attack.", "Split it over several send ports of a group.");
        }

        // An unknown property has been reported; any property keeps the rest of the filter readable.
        var term = new FilterTerm(column, property ?? _names.Find("messageType")!, op, value);
        _terms.Add(term);
        return new TermPredicate(term);
    }

    private void Leftover()
    {
        if (_token.Kind == FilterTokenKind.Bad) return;
        bool keyword = _token.Kind == FilterTokenKind.Name && _token.Text is "AND" or "OR" or "And" or "Or";
        Error(_token.Column, $"The filter should end before {_token.Shown}.",
            _token.Kind == FilterTokenKind.Close ? "It closes a ( that was never opened."
                : "Two comparisons are joined by and or or.",
            _token.Kind == FilterTokenKind.Close ? "Remove it, or add the missing (."
                : keyword ? $"Write {_token.Text.ToLowerInvariant()} in small letters." : "Add and or or before it.");
    }

    private Predicate? Stop(string what, string why, string fix)
    {
        // What the lexer could not read is reported already.
        if (_token.Kind != FilterTokenKind.Bad) Error(_token.Column, what, why, fix);
        return null;
    }

    private void Error(int column, string what, string why, string fix) =>
        _errors.Add(new FilterError(column, what, why, fix));

    private void Advance() => _token = _lexer.Next();

    private static FilterOperator Operator(string symbol) => symbol switch
    {
        "==" => FilterOperator.Equal,
        "!=" => FilterOperator.NotEqual,
        "<" => FilterOperator.Less,
        "<=" => FilterOperator.LessOrEqual,
        ">" => FilterOperator.Greater,
        ">=" => FilterOperator.GreaterOrEqual,
        _ => throw new UnreachableException($"operator {symbol}"),
    };
}
