using Viaduct.Core.Route;

namespace Viaduct.Core.Model;

/// <summary>Send ports that get the same messages.</summary>
/// <param name="Name">Unique among the send ports and send port groups of the group.</param>
/// <param name="Ports">The names of its members.</param>
/// <param name="Filter">What its members get beside what they want themselves; null: nothing.</param>
public sealed record SendPortGroupModel(string Name, IReadOnlyList<string> Ports, Predicate? Filter);
