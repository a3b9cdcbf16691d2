using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Options;

/// <summary>An adapter or component as written: its name, and its options beneath.</summary>
/// <param name="Name">The name, unchecked.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="Options">What stands beneath it; null for a name alone.</param>
internal sealed record NamedOptionsConfig(string Name, SourcePlace Place, YamlNode? Options);
