using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>Alternatives of which one must hold.</summary>
internal sealed class AnyPredicate(Predicate[] alternatives) : Predicate
{
    public IReadOnlyList<Predicate> Alternatives => alternatives;

    public override bool Matches(MessageContext context)
    {
        foreach (var alternative in alternatives)
            if (alternative.Matches(context)) return true;
        return false;
    }

    internal override int Distance(MessageContext context) => alternatives.Min(a => a.Distance(context));

    public override string ToString() => string.Join(" or ", alternatives.Select(a => a.ToString()));
}
