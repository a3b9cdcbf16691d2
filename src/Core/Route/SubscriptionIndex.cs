using System.Buffers;
using System.Collections.Frozen;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>
/// All subscriptions, arranged so that a message meets only those that it may fit: looked up by (property, value)
/// where a predicate requires equality, by the presence of a property otherwise. The cost of a match depends on how
/// many subscriptions are met, not on how many there are. Immutable and safe for all threads.
/// </summary>
/// <remarks>docs/concepts/routing.md explains how the places are chosen.</remarks>
public sealed class SubscriptionIndex
{
    /// <summary>An index without subscriptions.</summary>
    public static readonly SubscriptionIndex Empty = new([], [], 0);

    // 64 words mark 4,096 subscriptions with several places; beyond that the marks are rented.
    private const int WordsOnStack = 64;

    private readonly FrozenDictionary<PropertyKey, IndexedProperty> _properties;
    private readonly int _markCount;

    private SubscriptionIndex(
        Subscription[] subscriptions, IEnumerable<KeyValuePair<PropertyKey, IndexedProperty>> properties, int markCount)
    {
        Subscriptions = subscriptions;
        _properties = properties.ToFrozenDictionary();
        _markCount = markCount;
    }

    /// <summary>All subscriptions, in the order given.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; }

    /// <summary>Arranges subscriptions.</summary>
    public static SubscriptionIndex Build(IEnumerable<Subscription> subscriptions)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        Subscription[] all = [.. subscriptions];
        if (all.Length == 0) return Empty;
        var builder = new SubscriptionIndexBuilder(all);
        return new SubscriptionIndex(all, builder.Properties, builder.MarkCount);
    }

    /// <summary>
    /// Adds every subscription that the message fits to <paramref name="matches"/>, each once, in no particular order.
    /// Allocates nothing beyond what the list needs to grow.
    /// </summary>
    public void Match(MessageContext context, List<Subscription> matches)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(matches);
        int words = (_markCount + 63) / 64;
        if (words <= WordsOnStack)
        {
            Span<ulong> marks = stackalloc ulong[WordsOnStack];
            Match(context, matches, marks[..words]);
            return;
        }

        ulong[] rented = ArrayPool<ulong>.Shared.Rent(words);
        rented.AsSpan(0, words).Clear();
        Match(context, matches, rented.AsSpan(0, words));
        ArrayPool<ulong>.Shared.Return(rented);
    }

    private void Match(MessageContext context, List<Subscription> matches, Span<ulong> marks)
    {
        foreach (ref readonly var property in context.Properties)
        {
            if (!property.Promoted || !_properties.TryGetValue(property.Key, out var indexed)) continue;
            if (indexed.ByValue.TryGetValue(property.Value, out var equal)) Collect(equal, context, matches, marks);
            Collect(indexed.ByPresence, context, matches, marks);
        }
    }

    private static void Collect(
        IndexEntry[] entries, MessageContext context, List<Subscription> matches, Span<ulong> marks)
    {
        foreach (ref readonly var entry in entries.AsSpan())
        {
            if (entry.Mark >= 0 && (marks[entry.Mark >> 6] & (1UL << entry.Mark)) != 0) continue;
            if (!entry.Decided && !entry.Subscription.Predicate.Matches(context)) continue;
            if (entry.Mark >= 0) marks[entry.Mark >> 6] |= 1UL << entry.Mark;
            matches.Add(entry.Subscription);
        }
    }
}
