namespace Viaduct.Cli.Offline;

/// <summary>What kind of file a tool works on.</summary>
internal enum FileFormat
{
    /// <summary>A flat file with an annotated schema.</summary>
    FlatFile,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Values between delimiters, without a schema.</summary>
    Csv,
}
