using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>All rules.</summary>
internal static class ConfigurationRules
{
    public static IReadOnlyList<IConfigurationValidator> Of(RuntimeCatalog catalog) =>
    [
        new NameValidator(),
        new UniqueNameValidator(),
        new StoreValidator(),
        new HostValidator(),
        new ClusterValidator(),
        new PlacementValidator([.. catalog.Adapters.OfType<IReceiveAdapter>()]),
        new LocationValidator(),
        new AddressValidator(),
        new ConflictValidator([.. catalog.Adapters.OfType<IReceiveAdapter>()]),
        new CompetitionValidator([.. catalog.Adapters.OfType<IReceiveAdapter>()]),
        new InboundLocationValidator([.. catalog.Adapters.OfType<ISendAdapter>()]),
        new RoundValidator([.. catalog.Adapters.OfType<ISendAdapter>()]),
        new TwoWayValidator(catalog.Adapters),
        new PropertyPrefixValidator(["BTS", .. catalog.Adapters.SelectMany(a => a.Properties).Select(p => p.Prefix)]),
        new PropertyTypeValidator(),
        new SendPortGroupValidator(),
        new FilterPortValidator(),
        new PromotedFilterValidator([.. catalog.Adapters.SelectMany(a => a.Properties)]),
        new MapTypeValidator(),
        new ReachabilityValidator(),
        new LimitsValidator(),
        new RetentionValidator(),
    ];
}
