using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>A receive port as written, with what it names.</summary>
internal sealed record ReceivePortDraft(ReceivePortConfig Config, IReadOnlyList<ReceiveLocationDraft> Locations);
