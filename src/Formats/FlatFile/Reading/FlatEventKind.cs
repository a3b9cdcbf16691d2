namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>The kinds of what is read.</summary>
internal enum FlatEventKind
{
    /// <summary>A record begins.</summary>
    Start,

    /// <summary>A value.</summary>
    Field,

    /// <summary>A record ends.</summary>
    End,
}
