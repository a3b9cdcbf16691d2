namespace Viaduct.Core.Route;

/// <summary>
/// A filter as somebody wrote it, for example <c>receivePort == "orders-in" and Order.Total &gt; 100</c>, and the
/// predicate it stands for.
/// </summary>
/// <param name="Text">The filter as written.</param>
/// <param name="Predicate">What it means.</param>
/// <param name="Terms">Its comparisons, from left to right.</param>
public sealed record Filter(string Text, Predicate Predicate, IReadOnlyList<FilterTerm> Terms)
{
    /// <summary>Reads a filter.</summary>
    /// <param name="text">The filter; any text at all.</param>
    /// <param name="names">The properties it may name.</param>
    /// <returns>The filter, or every mistake that was found in it. Never throws because of the text.</returns>
    public static FilterResult Parse(string text, FilterNames names)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        return new FilterParser(text, names).Parse();
    }
}
