using Viaduct.Core.Messages;

namespace Viaduct.Core.Adapters;

/// <summary>A context property that an adapter sets or reads.</summary>
/// <param name="Prefix">The prefix in filters and configuration, for example <c>FILE</c>.</param>
/// <param name="Key">The property.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Promoted">True if the adapter promotes it, so that it can be routed on.</param>
/// <param name="Description">One sentence for the reference page.</param>
public sealed record AdapterProperty(
    string Prefix, PropertyKey Key, PropertyValueKind Kind, bool Promoted, string Description);
