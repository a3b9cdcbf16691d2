using System.Collections.Frozen;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Track;

/// <summary>What is tracked of the messages of a receive location or send port.</summary>
/// <param name="Retention">The number of its retention class.</param>
/// <param name="Keep">How long that class keeps what is tracked.</param>
internal sealed record PortTracking(int Retention, TimeSpan Keep)
{
    /// <summary>True if bodies are tracked before the pipeline and map.</summary>
    public bool Before { get; init; }

    /// <summary>True if bodies are tracked after them.</summary>
    public bool After { get; init; }

    /// <summary>The promoted properties that are tracked; null: all but those of the system.</summary>
    public FrozenSet<PropertyKey>? Properties { get; init; }

    /// <summary>True if a property of a published message is tracked.</summary>
    public bool Wants(in ContextProperty property) => property.Promoted
        && (Properties is { } listed
            ? listed.Contains(property.Key)
            : property.Key.Namespace != SystemProperties.Namespace);
}
