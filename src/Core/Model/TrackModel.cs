using Viaduct.Core.Messages;

namespace Viaduct.Core.Model;

/// <summary>What is tracked of the messages of a receive location or send port, beside events.</summary>
public sealed record TrackModel
{
    /// <summary>Without a word in the configuration: promoted properties, in the default class; no bodies.</summary>
    public static readonly TrackModel Default = new();

    /// <summary>True if bodies are tracked before the pipeline and map. Default false.</summary>
    public bool Before { get; init; }

    /// <summary>True if bodies are tracked after them. Default false.</summary>
    public bool After { get; init; }

    /// <summary>
    /// The properties that are tracked, if they are promoted; null (default): all promoted ones but those of the
    /// system.
    /// </summary>
    public IReadOnlyList<PropertyKey>? Properties { get; init; }

    /// <summary>The name of the retention class. Default <c>default</c>.</summary>
    public string Retention { get; init; } = "default";
}
