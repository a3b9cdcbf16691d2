using System.Diagnostics;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>
/// Chooses for each subscription the places of the index at which it is met: a set of its comparisons of which at
/// least one holds whenever the predicate does. Of conditions joined by <c>and</c> one place is enough, and the rarest
/// is taken; of alternatives all are needed. So a predicate has at most as many places as comparisons (a disjunctive
/// normal form could have exponentially many).
/// </summary>
internal sealed class SubscriptionIndexBuilder
{
    private readonly Dictionary<(PropertyKey Key, PropertyValue Value), long> _uses = [];
    private readonly Dictionary<PropertyKey, PropertyDraft> _drafts = [];
    private readonly long _presenceCost;

    public SubscriptionIndexBuilder(Subscription[] subscriptions)
    {
        foreach (var subscription in subscriptions) CountEqualities(subscription.Predicate);

        // Meeting a subscription whenever a property is there costs more than any equality.
        _presenceCost = 1 + _uses.Values.Sum();
        foreach (var subscription in subscriptions) Place(subscription);
    }

    /// <summary>The number of subscriptions with several places.</summary>
    public int MarkCount { get; private set; }

    public IEnumerable<KeyValuePair<PropertyKey, IndexedProperty>> Properties =>
        _drafts.Select(d => KeyValuePair.Create(d.Key, d.Value.Finish()));

    private void CountEqualities(Predicate predicate)
    {
        foreach (var term in TermsOf(predicate))
        {
            if (term.Operator != FilterOperator.Equal) continue;
            var use = (term.Property.Key, term.Value);
            _uses[use] = _uses.GetValueOrDefault(use) + 1;
        }
    }

    private static IEnumerable<FilterTerm> TermsOf(Predicate predicate) => predicate switch
    {
        TermPredicate term => [term.Term],
        AllPredicate all => all.Conditions.SelectMany(TermsOf),
        AnyPredicate any => any.Alternatives.SelectMany(TermsOf),
        _ => throw new UnreachableException($"predicate {predicate.GetType()}"),
    };

    private void Place(Subscription subscription)
    {
        List<FilterTerm> places = [];
        Choose(subscription.Predicate, places);
        var distinct = places.DistinctBy(PlaceOf).ToList();
        int mark = distinct.Count > 1 ? MarkCount++ : -1;
        foreach (var place in distinct)
        {
            // The place says all there is to say if it is the whole predicate or one of plain alternatives.
            bool decided = IsPlace(subscription.Predicate) ||
                (subscription.Predicate is AnyPredicate any && any.Alternatives.All(IsPlace));
            var (key, value) = PlaceOf(place);
            if (!_drafts.TryGetValue(key, out var draft)) _drafts[key] = draft = new PropertyDraft();
            draft.Add(value, new IndexEntry(subscription, mark, decided));
        }
    }

    private static bool IsPlace(Predicate predicate) =>
        predicate is TermPredicate { Term.Operator: FilterOperator.Equal or FilterOperator.Exists };

    // A value of kind None stands for presence.
    private static (PropertyKey Key, PropertyValue Value) PlaceOf(FilterTerm term) =>
        (term.Property.Key, term.Operator == FilterOperator.Equal ? term.Value : default);

    private long Choose(Predicate predicate, List<FilterTerm> places)
    {
        switch (predicate)
        {
            case TermPredicate { Term: var term }:
                places.Add(term);
                return term.Operator == FilterOperator.Equal ? _uses[PlaceOf(term)] : _presenceCost;
            case AnyPredicate any:
                return any.Alternatives.Sum(a => Choose(a, places));
            case AllPredicate all:
                return ChooseRarest(all, places);
            default:
                throw new UnreachableException($"predicate {predicate.GetType()}");
        }
    }

    private long ChooseRarest(AllPredicate all, List<FilterTerm> places)
    {
        List<FilterTerm> best = [];
        long bestCost = long.MaxValue;
        foreach (var condition in all.Conditions)
        {
            List<FilterTerm> candidate = [];
            long cost = Choose(condition, candidate);
            if (cost < bestCost) (best, bestCost) = (candidate, cost);
        }

        places.AddRange(best);
        return bestCost;
    }

    private sealed class PropertyDraft
    {
        private readonly Dictionary<PropertyValue, List<IndexEntry>> _byValue = [];
        private readonly List<IndexEntry> _byPresence = [];

        public void Add(PropertyValue value, IndexEntry entry)
        {
            if (value.Kind == PropertyValueKind.None) _byPresence.Add(entry);
            else if (_byValue.TryGetValue(value, out var entries)) entries.Add(entry);
            else _byValue[value] = [entry];
        }

        public IndexedProperty Finish() => new(
            _byValue.ToDictionary(v => v.Key, v => v.Value.ToArray()), [.. _byPresence]);
    }
}
