using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>Conditions that must all hold.</summary>
internal sealed class AllPredicate(Predicate[] conditions) : Predicate
{
    public IReadOnlyList<Predicate> Conditions => conditions;

    public override bool Matches(MessageContext context)
    {
        foreach (var condition in conditions)
            if (!condition.Matches(context)) return false;
        return true;
    }

    internal override int Distance(MessageContext context) => conditions.Sum(c => c.Distance(context));

    public override string ToString() =>
        string.Join(" and ", conditions.Select(c => c is AnyPredicate ? $"({c})" : c.ToString()));
}
