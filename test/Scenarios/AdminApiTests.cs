using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Viaduct.Scenarios;

/// <summary>The commands as clients of a server, near and far.</summary>
public class AdminApiTests
{
    private const string All = "receivePort == \"files-in\"";

    [Fact]
    public async Task Commands_work_by_any_server_of_the_group_without_its_store()
    {
        using var group = new FileGroup();
        group.Configure(("nobody", "receivePort == \"elsewhere\""));
        await using var server = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        string address = await AdminAddress.OfAsync(server);
        group.Put(0, 3);
        await group.SuspendedAsync(3);
        var ask = Asks($"http://127.0.0.1:1,{address}");

        var list = await ask("messages", "list", "--property", "BTS.ReceivePortName=files-in");
        Assert.Contains("file-00002.txt", list.Output, StringComparison.Ordinal);
        var none = await ask("messages", "track", "--property", "FILE.ReceivedFileName=file-0000");
        Assert.Contains("'FILE.ReceivedFileName=file-0000*' finds longer ones", none.Output, StringComparison.Ordinal);
        string saved = group.PathOf("saved");
        Assert.Contains("3 messages saved", (await ask("messages", "save", "--all", "--to", saved)).Output);
        Assert.Equal(6, Directory.GetFiles(saved).Length);

        group.Configure(("nobody", All));
        var plan = await ask("plan", group.Configuration);
        Assert.Contains("send port nobody: routes", plan.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await ask("plan", group.Configuration, "--check")).ExitCode);
        Assert.Equal(0, (await ask("apply", group.Configuration)).ExitCode);
        Assert.Equal(0, (await ask("plan", group.Configuration, "--check")).ExitCode);
        Assert.Contains("3 messages resumed", (await ask("messages", "resume", "--all")).Output);
        await group.ArrivedAsync("nobody", 3);

        string exported = group.PathOf("exported");
        Assert.Equal(0, (await ask("export", "--to", exported)).ExitCode);
        Assert.Equal(
            File.ReadAllText(Path.Combine(group.Configuration, "viaduct.yaml")),
            File.ReadAllText(Path.Combine(exported, "viaduct.yaml")));
        Assert.Equal(2, (await ask("export", "--to", exported)).ExitCode);
        Assert.Equal(3, (await ask("export", "--list")).Output.Trim().Split('\n').Length);
        await FileGroup.StopAsync(server);
        var gone = await ask("status");
        Assert.Equal(3, gone.ExitCode);
        Assert.Contains("--store", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_demanded_where_one_is_given()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        string file = group.PathOf("token");
        File.WriteAllText(file, "0123456789abcdef0123456789abcdef\n");
        await using var server = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0", "--token-file", file);
        string address = await AdminAddress.OfAsync(server);
        var without = await ViaductProgram.RunAsync(["status", "--server", address]);
        Assert.Equal(3, without.ExitCode);
        Assert.Contains("--token-file", without.Error, StringComparison.Ordinal);
        var with = await ViaductProgram.RunAsync(["status", "--server", address, "--token-file", file]);
        Assert.Equal(0, with.ExitCode);
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task Beyond_loopback_a_server_demands_a_certificate_and_a_token_or_does_not_start()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        string token = group.PathOf("token");
        File.WriteAllText(token, "0123456789abcdef0123456789abcdef\n");
        string[] run = ["run", "--config", group.Configuration, "--store", group.Store, "--admin", "0.0.0.0:0"];
        var open = await ViaductProgram.RunAsync([.. run, "--token-file", token]);
        Assert.Equal(2, open.ExitCode);
        Assert.Contains("--admin-certificate", open.Error, StringComparison.Ordinal);
        string pem = group.PathOf("server.pem");
        WriteCertificate(pem);
        var anybody = await ViaductProgram.RunAsync([.. run, "--admin-certificate", pem]);
        Assert.Equal(2, anybody.ExitCode);
        Assert.Contains("--token-file", anybody.Error, StringComparison.Ordinal);

        await using var server = await group.StartReadyAsync(
            "a", "--admin", "0.0.0.0:0", "--admin-certificate", pem, "--token-file", token);
        string address = (await AdminAddress.OfAsync(server)).Replace("0.0.0.0", "localhost");
        Assert.StartsWith("https://", address, StringComparison.Ordinal);
        var call = new ProcessStartInfo(
            "curl", ["-s", "--cacert", pem, "-H", $"Authorization: Bearer {File.ReadAllText(token).Trim()}",
                $"{address}/api/v1/servers"])
        {
            RedirectStandardOutput = true,
        };
        using var curl = Process.Start(call)!;
        string answer = await curl.StandardOutput.ReadToEndAsync();
        Assert.Contains("\"alive\":true", answer, StringComparison.Ordinal);
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task A_second_server_works_without_an_address_that_is_taken_unless_it_was_asked_for()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var first = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        string taken = (await AdminAddress.OfAsync(first))["http://".Length..];
        var refused = await ViaductProgram.RunAsync(
            ["run", "--config", group.Configuration, "--store", group.Store, "--server", "b", "--admin", taken]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--admin off", refused.Error, StringComparison.Ordinal);
        await FileGroup.StopAsync(first);
    }

    [Fact]
    public async Task Contradicting_choices_of_a_group_are_refused()
    {
        var both = await ViaductProgram.RunAsync(["status", "--server", "http://127.0.0.1:1", "--store", "sqlite:x"]);
        Assert.Equal(2, both.ExitCode);
        var none = await ViaductProgram.RunAsync(["status", "--server", "nonsense"]);
        Assert.Equal(2, none.ExitCode);
    }

    private static Ask Asks(string servers)
    {
        var environment = new Dictionary<string, string?> { ["VIADUCT_SERVER"] = servers };
        return arguments => ViaductProgram.RunAsync(arguments, environment: environment);
    }

    private delegate Task<ProgramResult> Ask(params string[] arguments);

    private static void WriteCertificate(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
    }
}
