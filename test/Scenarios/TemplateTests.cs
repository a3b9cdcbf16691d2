using System.Diagnostics;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The template of an application: packed, installed, made into a folder, and run.</summary>
public class TemplateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task An_application_of_the_template_is_valid_and_works()
    {
        using var folder = new TempFolder();
        await DotnetAsync(
            folder.Path, "pack", Repository.PathOf("eng/Templates/Viaduct.Templates.csproj"),
            "-o", folder.PathOf("nuget"), "--artifacts-path", folder.PathOf("build"));
        string package = Directory.GetFiles(folder.PathOf("nuget"), "Viaduct.Templates.*.nupkg").Single();
        string[] hive = ["--debug:custom-hive", folder.PathOf("hive")];
        await DotnetAsync(folder.Path, ["new", "install", package, .. hive]);
        await DotnetAsync(folder.Path, ["new", "viaduct-app", "-n", "orders", "-o", folder.PathOf("app"), .. hive]);

        string app = folder.PathOf("app");
        foreach (string file in Directory.EnumerateFiles(app, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("sample-app", file + File.ReadAllText(file), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(app, ".gitignore")));
        Assert.False(Directory.Exists(Path.Combine(app, ".template.config")));

        var environment = new Dictionary<string, string?> { ["APP_FOLDER"] = folder.PathOf("work") };
        foreach (string name in new[] { "in", "out/accounts", "out/approval" }) folder.Folder("work", name);
        var valid = await ViaductProgram.RunAsync(["validate", "."], app, environment);
        Assert.Equal(0, valid.ExitCode);
        Assert.Contains(" 0 warnings", valid.Output, StringComparison.Ordinal);

        foreach (var command in DocumentedCommand.Blocks(Path.Combine(app, "README.md"))[0])
            Assert.Equal(
                0, (await ViaductProgram.RunAsync(command.Text.Split(' ')[1..], app, environment)).ExitCode);

        await using var server = ViaductProgram.Start(["run", "--config", "."], app, environment);
        await server.WaitForLineAsync("ready:", ViaductProgram.Patience);
        string order = File.ReadAllText(Path.Combine(app, "applications/orders/messages/order.xml"));
        folder.Write("work/staged.xml", order);
        File.Move(folder.PathOf("work", "staged.xml"), folder.PathOf("work", "in", "order.xml"));
        foreach (string port in new[] { "accounts", "approval" })
            await WaitFor.TrueAsync(
                () => Directory.GetFiles(folder.PathOf("work", "out", port), "*.xml").Length == 1, () => server.Output);
        string invoice = File.ReadAllText(Directory.GetFiles(folder.PathOf("work", "out/approval"), "*.xml").Single());
        Assert.Contains("<Total>1149.00</Total>", invoice, StringComparison.Ordinal);
        await FileGroup.StopAsync(server);
    }

    private static async Task DotnetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        foreach (string name in new[] { "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO", "MSBUILDDISABLENODEREUSE" })
            start.Environment[name] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{await output}\n{await error}");
    }
}
