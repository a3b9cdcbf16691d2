using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>The document of the group, as written.</summary>
internal sealed record GroupConfig
{
    [Option("The name of the group: all servers that share one store.", Example = "contoso")]
    public required string Group { get; init; } = "";

    [Option("The store: sqlite:PATH, relative to this file, or postgres://USER@HOST,HOST/DATABASE. "
        + "A password never stands here: the PostgreSQL store takes it from the environment (PGPASSWORD, PGPASSFILE).",
        Example = "postgres://viaduct@db1,db2/viaduct")]
    public string Store { get; init; } = "sqlite:viaduct.db";

    [Option("The hosts. Without this key there is one, named default.")]
    public IReadOnlyList<HostConfig> Hosts { get; init; } = [];

    [Option("Limits of what one message may use.")]
    public PipelineLimits Limits { get; init; } = new();

    [Option("How long what is tracked is kept: classes that ports name. Without this key there is one, default, of 30 "
        + "days.", Example = "[ { name: audit, keep: 3650d } ]")]
    public IReadOnlyList<RetentionConfig> Retention { get; init; } = [];

    public YamlMapping Source { get; init; } = new(default, []);
}
