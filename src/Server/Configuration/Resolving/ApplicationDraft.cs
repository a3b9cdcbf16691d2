using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>An application as written, with what it names.</summary>
internal sealed record ApplicationDraft(
    ApplicationConfig Config,
    string Folder,
    IReadOnlyList<PropertySchemaModel> PropertySchemas,
    IReadOnlyList<ConfiguredPromotion> Promotions,
    IReadOnlyList<ReceivePortDraft> ReceivePorts,
    IReadOnlyList<SendPortDraft> SendPorts,
    IReadOnlyList<SendPortGroupDraft> SendPortGroups);
