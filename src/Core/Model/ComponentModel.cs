namespace Viaduct.Core.Model;

/// <summary>A component in a pipeline.</summary>
/// <param name="Name">The name of its kind, for example <c>xml</c>.</param>
/// <param name="Options">Its options record, validated.</param>
public sealed record ComponentModel(string Name, object Options);
