namespace Viaduct.Core.Model;

/// <summary>An adapter with the options of one location or port.</summary>
/// <param name="Adapter">The adapter's name, for example <c>file</c>.</param>
/// <param name="Options">Its options record, validated.</param>
/// <param name="Address">The address for people and for the context; never a secret.</param>
public sealed record EndpointModel(string Adapter, object Options, string Address);
