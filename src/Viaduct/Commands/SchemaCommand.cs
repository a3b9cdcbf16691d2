using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct schema</c>.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new CliCommand("schema", "Write the JSON Schema of configuration files, for editors.")
        {
            Details = "With it, editors complete and check YAML. It is one JSON object, with or without --json.",
            Examples = ["viaduct schema > viaduct.schema.json"],
            ExitCodes = ExitMeaning.WithoutStore(),
        }.Does(call =>
        {
            call.Output.Raw(ConfigurationReference.JsonSchema(ViaductCatalog.All));
            return Task.FromResult(ExitCode.Ok);
        });
        command.Subcommands.Add(SchemaInferCommand.Create());
        return command;
    }
}
