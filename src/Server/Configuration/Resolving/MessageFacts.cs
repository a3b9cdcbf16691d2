using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>What is known, before anything runs, of the messages that a pipeline or map gives.</summary>
/// <param name="Types">Their types; null if others may come.</param>
/// <param name="Promoted">The properties that may be promoted; null if others may be, too.</param>
internal sealed record MessageFacts(IReadOnlyList<string>? Types, IReadOnlyCollection<PropertyKey>? Promoted)
{
    /// <summary>What a receive pipeline of these components gives. Without a disassembler no type is known.</summary>
    public static MessageFacts Of(IReadOnlyList<IPipelineComponent> components)
    {
        // One that does not say what it sets may set the type, too.
        var promoted = Union(components.Select(component => (component as IKnowsProperties)?.Promoted));
        var disassemblers = components.OfType<IDisassembler>().ToList();
        if (promoted is null || disassemblers.Count == 0) return new MessageFacts(null, promoted);
        return new MessageFacts(Union(disassemblers.Select(TypesOf)), promoted);
    }

    private static IReadOnlyCollection<string>? TypesOf(IDisassembler disassembler) =>
        disassembler is IKnowsDocuments { TakesOthers: false } knows ? knows.MessageTypes : null;

    /// <summary>All of several lists; null if one of them is not known.</summary>
    public static IReadOnlyList<T>? Union<T>(IEnumerable<IReadOnlyCollection<T>?> lists)
    {
        var all = new HashSet<T>();
        foreach (var list in lists)
        {
            if (list is null) return null;
            all.UnionWith(list);
        }

        return [.. all];
    }
}
