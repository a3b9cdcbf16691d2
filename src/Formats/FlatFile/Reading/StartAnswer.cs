namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>Whether a node begins at a place.</summary>
internal enum StartAnswer
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>It may: the only way to know is to try.</summary>
    Try,

    /// <summary>It does, or nothing else could.</summary>
    Yes,
}
