using Viaduct.Core.Messages;

namespace Viaduct.Core.Model;

/// <summary>A send port whose messages say where they go.</summary>
/// <param name="Address">The property with the address.</param>
/// <param name="Allowed">The addresses that a message may name; at least one.</param>
public sealed record DynamicModel(PropertyKey Address, IReadOnlyList<AllowedAddress> Allowed);
