using Viaduct.Core.Model;

namespace Viaduct.Adapters.File;

/// <summary>What the FILE sender does when the name is taken.</summary>
public enum FileCopyMode
{
    /// <summary>The transmission fails and is retried; the file that is there stays as it is.</summary>
    [Option("Fail, and try again later, if a file of this name exists.")]
    CreateNew,

    /// <summary>The file that is there is replaced in one step: a reader sees the old or the new one, whole.</summary>
    [Option("Replace a file of this name in one step.")]
    Overwrite,

    /// <summary>The message is written behind what is in the file.</summary>
    [Option("Write behind what a file of this name holds.")]
    Append,
}
