namespace Viaduct.Server.Configuration.Yaml;

/// <summary>How large a configuration file may be.</summary>
internal static class YamlLimits
{
    /// <summary>Bytes of a file.</summary>
    public const int FileBytes = 8 << 20;

    /// <summary>Keys and lists within one another.</summary>
    public const int Depth = 32;

    /// <summary>Keys, values and lists of a file, with aliases counted as often as they are used.</summary>
    public const int Nodes = 1_000_000;

    /// <summary>Characters of a value after variables are filled in.</summary>
    public const int ValueLength = 64 << 10;
}
