using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>A retention class, as written.</summary>
internal sealed record RetentionConfig
{
    [Option("The name, unique in the group. The class default is there without being named; named here, it gets "
        + "another time.", Example = "audit")]
    public required string Name { get; init; } = "";

    [Option("How long what is tracked is kept at least.", Min = "1h", Max = "36500d", Example = "90d")]
    public required TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    public YamlMapping Source { get; init; } = new(default, []);
}
