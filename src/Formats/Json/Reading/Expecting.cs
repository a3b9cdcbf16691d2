namespace Viaduct.Formats.Json.Reading;

/// <summary>What may come next.</summary>
internal enum Expecting
{
    /// <summary>A value.</summary>
    Value,

    /// <summary>The first item of an array, or its end.</summary>
    ValueOrEnd,

    /// <summary>The name of a property.</summary>
    Name,

    /// <summary>The first name of an object, or its end.</summary>
    NameOrEnd,

    /// <summary>What stands between a name and its value.</summary>
    Colon,

    /// <summary>Another item or property, or the end of what is open.</summary>
    CommaOrEnd,

    /// <summary>The end of the document.</summary>
    End,

    /// <summary>Nothing: the document has ended.</summary>
    Nothing,
}
