using Viaduct.Core.Model;

namespace Viaduct.Formats.Json;

/// <summary>What of a file becomes a message.</summary>
public enum JsonSplit
{
    /// <summary>The whole file is one document and one message.</summary>
    [Option("The file is one document and becomes one message.")]
    None,

    /// <summary>Each line is a document and becomes a message (JSON Lines); empty lines are passed over.</summary>
    [Option("Each line is a document and becomes a message (JSON Lines).")]
    Lines,

    /// <summary>The file is one array, and each of its items becomes a message.</summary>
    [Option("The file is one array, and each item becomes a message.")]
    Array,
}
