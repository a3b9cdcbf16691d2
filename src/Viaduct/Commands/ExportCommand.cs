using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;
using Viaduct.Server.Configuration;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct export</c>.</summary>
internal static class ExportCommand
{
    private static readonly Option<string?> To = new("--to")
    {
        HelpName = "PATH",
        Description = "A folder that is not there yet or is empty; or a file that ends with .tar, for the package "
            + "itself.",
    };

    private static readonly Option<string?> Version = new("--hash")
    {
        HelpName = "HASH", Description = "An older configuration, by at least the first 8 digits of its hash. Default: "
            + "the active one.",
    };

    private static readonly Option<bool> List = new("--list")
    {
        Description = "List the configurations that the group ran instead.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("export", "Write the configuration that a group runs, or ran, to a folder.")
        {
            Details = "With every file that it names, as they were applied. The variables that filled it are "
                + "written to "
                + "variables.env in the folder: set them before it is applied again.",
            Examples =
            [
                "viaduct export --to ./config", "viaduct export --list",
                "viaduct export --hash 7e7fea2dee54 --to ./before",
            ],
        }.With(To, Version, List).WithGroup().Does(ExportAsync);

    private static async Task<ExitCode> ExportAsync(CommandCall call)
    {
        if (!call.Get(List) && call.Get(To) is null)
            throw new CommandFailedException(ExitCode.BadUsage, "Where to? Give --to PATH, or --list.");
        await using var group = await GroupAccess.OpenAsync(call);
        if (call.Get(List)) return await ListAsync(group.Operations, call);
        string path = Path.GetFullPath(call.Get(To)!);
        await using var stream = await group.Operations.OpenPackageAsync(call.Get(Version), call.Stop);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, call.Stop);
        var package = ConfigurationPackage.Read(bytes.ToArray());
        var files = path.EndsWith(".tar", StringComparison.Ordinal)
            ? await PackageFiles.WriteArchiveAsync(package, path, call.Stop)
            : await PackageFiles.WriteFolderAsync(package, path, call.Stop);
        foreach (string file in files) call.Output.Line(file);
        if (package.Variables.Count > 0)
            call.Output.Line(
                $"The values of {string.Join(", ", package.Variables.Keys.Order(StringComparer.Ordinal))} are among "
                + "them, in plain text: whoever reads the files reads them.");
        call.Output.Line($"Configuration {package.Hash[..12]} exported.");
        call.Output.Object(new { package.Hash, files, variables = package.Variables.Keys });
        return ExitCode.Ok;
    }

    private static async Task<ExitCode> ListAsync(IGroupOperations operations, CommandCall call)
    {
        var versions = await operations.ListConfigurationsAsync(call.Stop);
        var table = new TextTable("hash", "applied", "state");
        foreach (var version in versions)
            table.Add(version.Hash[..12], version.AppliedAt, version.Active ? "active" : "");
        if (table.IsEmpty) call.Output.Line("No configuration was ever applied: apply one with 'viaduct apply DIR'.");
        else table.WriteTo(call.Output);
        call.Output.Object(new { versions });
        return ExitCode.Ok;
    }
}
