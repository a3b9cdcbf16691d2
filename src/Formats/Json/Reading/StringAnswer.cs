namespace Viaduct.Formats.Json.Reading;

/// <summary>What became of the next piece of a string.</summary>
internal enum StringAnswer
{
    /// <summary>More must be at hand first.</summary>
    Starved,

    /// <summary>A piece; others follow.</summary>
    Piece,

    /// <summary>The last piece, which may be empty.</summary>
    Last,

    /// <summary>It is longer than allowed.</summary>
    TooLong,

    /// <summary>It is no string of JSON.</summary>
    Wrong,
}
