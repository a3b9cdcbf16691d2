using Viaduct.Core.Model;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>Where bodies are tracked, as written.</summary>
internal enum BodyWord
{
    /// <summary>Before the pipeline and map.</summary>
    [Option("before the pipeline and map.")]
    Before,

    /// <summary>After them.</summary>
    [Option("after them.")]
    After,
}
