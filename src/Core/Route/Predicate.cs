using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>
/// A condition on the promoted properties of a message. Immutable and safe for all threads. Every predicate asks for
/// the presence of a property at least (there is no <c>not</c>), so none matches a message without promoted
/// properties.
/// </summary>
public abstract class Predicate
{
    private protected Predicate()
    {
    }

    /// <summary>True if the message fits. Only promoted properties count; allocates nothing.</summary>
    public abstract bool Matches(MessageContext context);

    /// <summary>A predicate that matches what any of <paramref name="predicates"/> matches.</summary>
    /// <param name="predicates">At least one.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Predicate Any(IReadOnlyList<Predicate> predicates)
    {
        ArgumentNullException.ThrowIfNull(predicates);
        return predicates.Count switch
        {
            0 => throw new ArgumentException(
                "A predicate without alternatives would match nothing.", nameof(predicates)),
            1 => predicates[0],
            _ => new AnyPredicate([.. predicates]),
        };
    }

    /// <summary>How many comparisons at least would have to turn out otherwise for the message to fit.</summary>
    internal abstract int Distance(MessageContext context);
}
