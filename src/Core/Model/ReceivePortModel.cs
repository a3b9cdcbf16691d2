namespace Viaduct.Core.Model;

/// <summary>A logical entry. Its messages carry its name, whichever location they came in at.</summary>
public sealed record ReceivePortModel
{
    /// <summary>Unique among the receive ports of the group.</summary>
    public required string Name { get; init; }

    /// <summary>The application that the port belongs to.</summary>
    public required string Application { get; init; }

    /// <summary>The addresses of the port; at least one.</summary>
    public required IReadOnlyList<ReceiveLocationModel> Locations { get; init; }

    /// <summary>The maps, in the order in which they are tried.</summary>
    public IReadOnlyList<MapModel> Maps { get; init; } = [];

    /// <summary>
    /// How long a response is waited for, at a two-way (request-response) port; null: the port is one-way.
    /// </summary>
    public TimeSpan? ResponseTimeout { get; init; }

    /// <summary>The maps for responses, in the order in which they are tried.</summary>
    public IReadOnlyList<MapModel> ResponseMaps { get; init; } = [];
}
