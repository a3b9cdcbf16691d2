namespace Viaduct.Core.Model;

/// <summary>
/// Describes an option, the value of an enumeration or a configuration key for people: one text for the JSON Schema,
/// the reference page and the console. The key in configuration is the property's name in camel case; the default is
/// the property's initial value; a <c>required</c> property must be given.
/// </summary>
/// <param name="description">Meaning and unit, in one or two sentences; the default is added from the code.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OptionAttribute(string description) : Attribute
{
    /// <summary>Meaning and unit, in one or two sentences.</summary>
    public string Description { get; } = description;

    /// <summary>A value as configuration writes it, for the reference page. Default: none.</summary>
    public string? Example { get; init; }

    /// <summary>
    /// The smallest allowed value as configuration writes it, for example <c>1</c>, <c>100ms</c>,
    /// <c>4KB</c>.
    /// </summary>
    public string? Min { get; init; }

    /// <summary>The largest allowed value as configuration writes it.</summary>
    public string? Max { get; init; }

    /// <summary>
    /// True if an integer counts bytes and may be written as <c>512KB</c>, <c>8MB</c>, <c>1GB</c>. Default
    /// false.
    /// </summary>
    public bool Bytes { get; init; }

    /// <summary>
    /// True if properties may stand in braces in a text. Those of an application are given to the adapter as
    /// <c>{NAMESPACE#Name}</c>, whatever prefix the application has for the namespace. Default false.
    /// </summary>
    public bool HoldsProperties { get; init; }
}
