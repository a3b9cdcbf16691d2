namespace Viaduct.Server.Configuration.Yaml;

/// <summary>A key of a mapping and its value.</summary>
internal sealed record YamlEntry(string Key, SourcePlace Place, YamlNode Value);
