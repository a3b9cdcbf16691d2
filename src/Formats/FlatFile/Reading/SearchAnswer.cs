namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>What a look for a delimiter gave.</summary>
internal enum SearchAnswer
{
    /// <summary>It is here.</summary>
    Found,

    /// <summary>It is not in what is at hand.</summary>
    None,

    /// <summary>A wrapped value goes beyond what is at hand.</summary>
    Starved,

    /// <summary>A wrapped value does not end.</summary>
    Open,
}
