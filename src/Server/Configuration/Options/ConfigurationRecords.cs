using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Options;

/// <summary>The records of the configuration itself, with their names for people.</summary>
internal static class ConfigurationRecords
{
    private static readonly (Type Type, string Name)[] All =
    [
        (typeof(GroupConfig), "group"),
        (typeof(HostConfig), "host"),
        (typeof(ClusterConfig), "cluster"),
        (typeof(ApplicationConfig), "application"),
        (typeof(PropertySchemaConfig), "property schema"),
        (typeof(PropertyConfig), "property"),
        (typeof(PromotionConfig), "promotion"),
        (typeof(ReceivePortConfig), "receive port"),
        (typeof(ReceiveLocationConfig), "receive location"),
        (typeof(SendPortConfig), "send port"),
        (typeof(MapConfig), "map"),
        (typeof(RetryConfig), "retry"),
        (typeof(SendPortGroupConfig), "send port group"),
        (typeof(TrackConfig), "track"),
        (typeof(RetentionConfig), "retention class"),
    ];

    /// <summary>The name of a record for people, or null if it belongs to an adapter or component.</summary>
    public static string? NameOf(Type type) => Array.Find(All, r => r.Type == type).Name;

    /// <summary>The record that a key belongs to, with its article, or null.</summary>
    public static string? HomeOf(string key)
    {
        string? name = Array.Find(All, r => RecordShape.Of(r.Type).Options.Any(o => o.Key == key)).Name;
        return name is null ? null : name[0] is 'a' ? $"an {name}" : $"a {name}";
    }
}
