using System.Text;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>
/// Explains why no subscription matched a message: each predicate, the comparisons that failed, and the values that
/// the message has. Those that came nearest are first, so that what is cut off at the limit matters least.
/// </summary>
public static class NoSubscriberReport
{
    /// <summary>Default limit of the text in characters.</summary>
    public const int DefaultLengthMax = 16_384;

    // Longer values are cut: a report is read by people.
    private const int ValueLengthMax = 120;
    private const int FilterLengthMax = 1_000;
    private const int ReasonsMax = 20;

    /// <summary>Writes the report.</summary>
    /// <param name="context">The message's properties.</param>
    /// <param name="subscriptions">All that were tried.</param>
    /// <param name="lengthMax">About how long the text may be, in characters; whole subscriptions are left out.</param>
    public static string Write(
        MessageContext context, IReadOnlyList<Subscription> subscriptions, int lengthMax = DefaultLengthMax)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(subscriptions);
        var text = new StringBuilder();
        WriteHead(text, context, subscriptions);
        int told = 0;
        foreach (var subscription in subscriptions.OrderBy(s => s.Predicate.Distance(context)))
        {
            string part = Describe(subscription, context);
            if (told > 0 && text.Length + part.Length > lengthMax) break;
            text.Append(part);
            told++;
        }

        int more = subscriptions.Count - told;
        if (more > 0) text.Append($"… and {more:N0} more that came less near.\n");
        return text.ToString();
    }

    private static void WriteHead(
        StringBuilder text, MessageContext context, IReadOnlyList<Subscription> subscriptions)
    {
        int count = subscriptions.Count;
        var prefixes = PrefixesOf(subscriptions);
        text.Append(count switch
        {
            0 => "No subscription matched: there is none. Start or enlist a send port with a filter.\n",
            1 => "The only subscription did not match.\n",
            _ => $"None of {count:N0} subscriptions matched.\n",
        });
        text.Append("Promoted properties of the message:\n");
        bool any = false;
        foreach (ref readonly var property in context.Properties)
        {
            if (!property.Promoted) continue;
            any = true;
            string value = FilterValueText.Quote(property.Value, ValueLengthMax);
            text.Append($"  {NameOf(property.Key, prefixes)} = {value}\n");
        }

        if (!any) text.Append("  none\n");
        if (count > 0) text.Append("Tried:\n");
    }

    // As filters write it, so that it can be pasted into one: with the prefix that they use for the namespace.
    private static string NameOf(PropertyKey key, Dictionary<string, string> prefixes) =>
        key.Namespace == SystemProperties.Namespace ? "BTS." + key.Name
        : prefixes.TryGetValue(key.Namespace, out string? prefix) ? $"{prefix}.{key.Name}"
        : key.ToString();

    private static Dictionary<string, string> PrefixesOf(IReadOnlyList<Subscription> subscriptions)
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var subscription in subscriptions) Collect(subscription.Predicate, prefixes);
        return prefixes;
    }

    private static void Collect(Predicate predicate, Dictionary<string, string> prefixes)
    {
        switch (predicate)
        {
            case TermPredicate term:
                string name = term.Term.Property.Name;
                int dot = name.IndexOf('.', StringComparison.Ordinal);
                if (dot > 0) prefixes.TryAdd(term.Term.Property.Key.Namespace, name[..dot]);
                break;
            case AllPredicate all:
                foreach (var condition in all.Conditions) Collect(condition, prefixes);
                break;
            case AnyPredicate any:
                foreach (var alternative in any.Alternatives) Collect(alternative, prefixes);
                break;
        }
    }

    private static string Describe(Subscription subscription, MessageContext context)
    {
        List<string> reasons = [];
        Explain(subscription.Predicate, context, reasons);
        var text = new StringBuilder($"  {subscription.Owner}: {Shorten(subscription.Predicate.ToString()!)}\n");
        reasons = [.. reasons.Distinct(StringComparer.Ordinal)];
        foreach (string reason in reasons.Take(ReasonsMax)) text.Append($"    {reason}\n");
        if (reasons.Count > ReasonsMax) text.Append($"    … and {reasons.Count - ReasonsMax:N0} more comparisons.\n");
        return text.ToString();
    }

    private static string Shorten(string filter) =>
        filter.Length <= FilterLengthMax ? filter : filter[..FilterLengthMax] + "…";

    private static void Explain(Predicate predicate, MessageContext context, List<string> reasons)
    {
        switch (predicate)
        {
            case TermPredicate term when !term.Matches(context):
                reasons.Add(Reason(term, context));
                break;
            case AllPredicate all:
                foreach (var condition in all.Conditions) Explain(condition, context, reasons);
                break;

            // An alternative that failed is no reason if another one held.
            case AnyPredicate any when !any.Matches(context):
                foreach (var alternative in any.Alternatives) Explain(alternative, context, reasons);
                break;
        }
    }

    private static string Reason(TermPredicate predicate, MessageContext context)
    {
        var term = predicate.Term;
        string name = term.Property.Name;
        if (!context.TryGet(term.Property.Key, out var actual, out bool promoted))
            return $"{predicate}: the message has no {name}";
        string value = FilterValueText.Quote(actual, ValueLengthMax);
        if (!promoted) return $"{predicate}: {name} is {value}, but written, not promoted, so it cannot be routed on";
        if (actual.Kind != term.Value.Kind)
            return $"{predicate}: {name} is {value}, a {Word(actual.Kind)} where the filter has a "
                + Word(term.Value.Kind);
        return $"{predicate}: {name} is {value}";
    }

    private static string Word(PropertyValueKind kind) => kind switch
    {
        PropertyValueKind.String => "text",
        PropertyValueKind.Number => "number",
        PropertyValueKind.Instant => "point in time",
        PropertyValueKind.Boolean => "truth value",
        _ => "nothing",
    };
}
