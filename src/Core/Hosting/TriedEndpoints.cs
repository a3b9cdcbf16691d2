using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>What of a group works otherwise in a version that is tried. Pure.</summary>
/// <param name="Locations">The receive locations whose items go through something else.</param>
/// <param name="Ports">The send ports that another version of them is made for.</param>
/// <param name="Filters">The send ports that want something else.</param>
internal sealed record TriedEndpoints(
    IReadOnlySet<string> Locations, IReadOnlySet<string> Ports, IReadOnlySet<string> Filters)
{
    /// <summary>The names of all.</summary>
    public IReadOnlySet<string> All { get; } =
        Locations.Concat(Ports).Concat(Filters).ToHashSet(StringComparer.Ordinal);

    /// <summary>What differs between two configurations.</summary>
    public static TriedEndpoints Of(GroupModel before, GroupModel candidate)
    {
        var wanted = before.SendPorts.ToDictionary(
            port => port.Name, port => $"{port.Subscription}", StringComparer.Ordinal);
        return new TriedEndpoints(
            ReplacedEndpoints.Pipelines(before, candidate), ReplacedEndpoints.SendPorts(before, candidate),
            candidate.SendPorts.Where(port => wanted.GetValueOrDefault(port.Name) != $"{port.Subscription}")
                .Select(port => port.Name).ToHashSet(StringComparer.Ordinal));
    }
}
