namespace Viaduct.Formats.Json.Schemas;

/// <summary>How JSON writes the text of an element or attribute.</summary>
internal enum ValueKind
{
    /// <summary>In quotes.</summary>
    Text,

    /// <summary>As a number.</summary>
    Number,

    /// <summary>As true or false.</summary>
    Boolean,
}
