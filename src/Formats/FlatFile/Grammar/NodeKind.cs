namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>What a node of a grammar stands for.</summary>
internal enum NodeKind
{
    /// <summary>A value: an element of a simple type, or an attribute.</summary>
    Field,

    /// <summary>An element whose parts are separated by delimiters, tags, or nothing.</summary>
    Delimited,

    /// <summary>An element whose parts have fixed places.</summary>
    Positional,

    /// <summary>Nodes that follow each other without an element of their own.</summary>
    Sequence,

    /// <summary>One of several nodes.</summary>
    Choice,
}
