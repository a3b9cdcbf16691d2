using Viaduct.Core.Model;

namespace Viaduct.Formats.Xml;

/// <summary>What happens to the processing instructions in front of the root element.</summary>
public enum InstructionsMode
{
    /// <summary>Those of the document stay; those of the options come after them.</summary>
    [Option("Those of the document stay, and those of the options follow.")]
    Append,

    /// <summary>Those of the options take the place of those of the document.</summary>
    [Option("Those of the options take the place of those of the document.")]
    Replace,

    /// <summary>None remain, and none are added.</summary>
    [Option("None remain, and none are added.")]
    Remove,
}
