using Viaduct.Core.Messages;
using Viaduct.Core.Process.Ordering;
using Viaduct.Core.Store;

namespace Viaduct.Core.Publish;

/// <summary>The routes of a port that is ordered by a key: one for each group (rule 80).</summary>
/// <param name="Key">The property that the key is taken from.</param>
/// <param name="Groups">The route of each group.</param>
internal sealed record KeyedRoute(PropertyKey Key, PortRoute[] Groups)
{
    /// <summary>The route of a message.</summary>
    public PortRoute Of(MessageContext context) =>
        Groups[OrderKey.GroupOf(OrderKey.Of(context, Key), Groups.Length)];
}
