namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>Where the delimiters of a record stand.</summary>
internal enum ChildOrder
{
    /// <summary>Between the parts.</summary>
    Infix,

    /// <summary>In front of each part.</summary>
    Prefix,

    /// <summary>Behind each part.</summary>
    Postfix,
}
