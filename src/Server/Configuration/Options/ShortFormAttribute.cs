namespace Viaduct.Server.Configuration.Options;

/// <summary>Marks the option of a record that may stand alone, as a single value instead of keys.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShortFormAttribute : Attribute;
