namespace Viaduct.Server.Operations;

/// <summary>What a story is of, and what is in it.</summary>
internal sealed record StoryManifest
{
    /// <summary>The form of the archive.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>The message, or the interchange that was asked for.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The interchange; empty if unknown.</summary>
    public required Guid InterchangeId { get; init; }

    /// <summary>When the story was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The configurations that were in force on its way, the first first; without their contents.</summary>
    public required IReadOnlyList<StoryConfiguration> Configurations { get; init; }

    /// <summary>All other files.</summary>
    public required IReadOnlyList<StoryFile> Files { get; init; }
}
