namespace Viaduct.Core.Model;

/// <summary>A component in a pipeline.</summary>
/// <param name="Name">The name of its kind, for example <c>xml</c>.</param>
/// <param name="Options">Its options record, validated.</param>
public sealed record ComponentModel(string Name, object Options)
{
    /// <summary>A digest of the files that it was made of when it was checked; empty if there are none.</summary>
    public string FilesDigest { get; init; } = "";
}
