namespace Viaduct.Formats.Xml.Promotion;

/// <summary>One step of a property path: an element, or at the end an attribute.</summary>
/// <param name="Local">The local name, or null for any.</param>
/// <param name="Namespace">The namespace, empty for none, or null for any.</param>
/// <param name="IsAttribute">True for an attribute.</param>
internal readonly record struct PathStep(string? Local, string? Namespace, bool IsAttribute)
{
    /// <summary>True if the step takes a node of this name.</summary>
    public bool Takes(string local, string ns) =>
        (Local is null || Local == local) && (Namespace is null || Namespace == ns);
}
