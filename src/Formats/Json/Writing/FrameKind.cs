namespace Viaduct.Formats.Json.Writing;

/// <summary>What JSON has for an element.</summary>
internal enum FrameKind
{
    /// <summary>A string, unless elements follow.</summary>
    Open,

    /// <summary>A string whatever it looks like.</summary>
    String,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An array, whose items are the elements in it.</summary>
    Array,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Null.</summary>
    Null,
}
