using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>A receive port as written, with what it names; maps as far as they could be made.</summary>
internal sealed record ReceivePortDraft(
    ReceivePortConfig Config, IReadOnlyList<ReceiveLocationDraft> Locations, IReadOnlyList<MapDraft> Maps,
    IReadOnlyList<MapDraft> ResponseMaps);
