using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>A map of a port, with what is known of it.</summary>
/// <param name="Place">Where it is named.</param>
/// <param name="Model">What its configuration says, and what it was made of.</param>
/// <param name="From">The type that it takes.</param>
/// <param name="Results">What it gives.</param>
internal sealed record MapDraft(SourcePlace Place, MapModel Model, string From, MessageFacts Results)
{
    /// <summary>Its file.</summary>
    public string File => Model.File;
}
