namespace Viaduct.Formats.Json.Reading;

/// <summary>What a reader stands on.</summary>
internal enum JsonToken
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>An object begins.</summary>
    StartObject,

    /// <summary>An object ends.</summary>
    EndObject,

    /// <summary>An array begins.</summary>
    StartArray,

    /// <summary>An array ends.</summary>
    EndArray,

    /// <summary>The name of a property.</summary>
    Name,

    /// <summary>A string, or a piece of one.</summary>
    String,

    /// <summary>A number, as it is written.</summary>
    Number,

    /// <summary>The value <c>true</c>.</summary>
    True,

    /// <summary>The value <c>false</c>.</summary>
    False,

    /// <summary>The value <c>null</c>.</summary>
    Null,
}
