namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>What becomes of the letters of values when they are written.</summary>
internal enum LetterCase
{
    /// <summary>They stay as they are.</summary>
    AsIs,

    /// <summary>They become upper-case letters.</summary>
    Upper,

    /// <summary>They become lower-case letters.</summary>
    Lower,
}
