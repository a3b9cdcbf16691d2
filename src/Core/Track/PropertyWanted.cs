namespace Viaduct.Core.Track;

/// <summary>A tracked property that messages are searched for.</summary>
/// <param name="Name">Its local name.</param>
/// <param name="Namespaces">Its namespace, or several it may have; null: any.</param>
/// <param name="Value">Its value, or the beginning of it.</param>
/// <param name="IsPrefix">True if the value only begins so.</param>
public sealed record PropertyWanted(
    string Name, IReadOnlyCollection<string>? Namespaces, string Value, bool IsPrefix)
{
    /// <summary>True if a tracked property is such a one. Compared ordinally and by case.</summary>
    public bool Fits(in TrackedProperty property)
    {
        int hash = property.Name.LastIndexOf('#');
        if (!property.Name.AsSpan(hash + 1).SequenceEqual(Name)) return false;
        string ns = property.Name[..Math.Max(hash, 0)];
        if (Namespaces is not null && !Namespaces.Contains(ns, StringComparer.Ordinal)) return false;
        return IsPrefix
            ? property.Value.StartsWith(TrackedProperty.Cut(Value), StringComparison.Ordinal)
            : property.Value == TrackedProperty.Cut(Value);
    }
}
