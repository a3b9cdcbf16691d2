using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>A receive port as written, with what it names; maps as far as they could be made.</summary>
internal sealed record ReceivePortDraft(
    ReceivePortConfig Config, IReadOnlyList<ReceiveLocationDraft> Locations, IReadOnlyList<MapDraft> Maps,
    IReadOnlyList<MapDraft> ResponseMaps)
{
    /// <summary>What is tracked of its messages; null: nothing is written.</summary>
    public TrackModel? Track { get; init; }
}
