namespace Viaduct.Formats.Json.Reading;

/// <summary>A name of a document, which knows in which open object it was seen last.</summary>
internal sealed class ScopedName
{
    /// <summary>The number of that object; 0 for none.</summary>
    public long Object { get; set; }

    /// <summary>How deep that object is.</summary>
    public int Depth { get; set; }
}
