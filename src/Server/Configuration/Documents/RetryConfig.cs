using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>Retries, as written.</summary>
internal sealed record RetryConfig
{
    [Option("Attempts after the first; 0 suspends after the first failure.", Min = "0", Max = "1000")]
    public int Count { get; init; } = 3;

    [Option("The time from one attempt to the next.", Min = "0s", Max = "365d")]
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    public YamlMapping Source { get; init; } = new(default, []);
}
