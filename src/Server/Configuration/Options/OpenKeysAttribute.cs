namespace Viaduct.Server.Configuration.Options;

/// <summary>
/// Marks the property that takes the keys that have no property of their own: adapters, each under its name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OpenKeysAttribute : Attribute;
