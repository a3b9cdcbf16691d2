namespace Viaduct.Core.Model;

/// <summary>The properties of a namespace, with the prefix that an application gives it.</summary>
/// <param name="Prefix">The prefix in filters, for example <c>Order</c>.</param>
/// <param name="Namespace">The namespace of the properties.</param>
/// <param name="Properties">The properties, by name.</param>
public sealed record PropertySchemaModel(
    string Prefix, string Namespace, IReadOnlyList<PropertyModel> Properties);
