using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>That a host is clustered, as written.</summary>
internal sealed record ClusterConfig
{
    /// <summary>It stays where it is.</summary>
    public const string Never = "never";

    /// <summary>It goes back as soon as it can.</summary>
    public const string Immediate = "immediate";

    [Option("The cluster group: hosts with the same one move together. Default: the name of the host.",
        Example = "partners")]
    public string Group { get; init; } = "";

    [Option("The servers on which it may be active. Default: all on which the host runs.", Example = "[ a, b, c ]")]
    public IReadOnlyList<string> Owners { get; init; } = [];

    [Option("The servers on which it is active rather than on others, the first before the next.",
        Example = "[ a, b ]")]
    public IReadOnlyList<string> Preferred { get; init; } = [];

    [Option("When it goes back to a server that is preferred: never, immediate, or from one time of the day (UTC) to "
        + "another.", Example = "22:00-06:00")]
    public string Failback { get; init; } = Never;

    public YamlMapping Source { get; init; } = new(default, []);
}
