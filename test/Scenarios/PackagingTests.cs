using System.IO.Compression;
using System.Text.Json;
using Viaduct.Cli.CommandLine;
using Viaduct.Packaging;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>What the packages are made of. Building them takes minutes: eng/package.sh does that.</summary>
public class PackagingTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_bill_of_materials_names_every_package_with_hash_and_licence_and_is_always_the_same()
    {
        string text = BillOfMaterials.Write(ProductParts.Read(Repository.Root, "10.0.1"), Time);
        Assert.Equal(text, BillOfMaterials.Write(ProductParts.Read(Repository.Root, "10.0.1"), Time));
        using var bill = JsonDocument.Parse(text);
        var components = bill.RootElement.GetProperty("components").EnumerateArray()
            .ToDictionary(component => component.GetProperty("name").GetString()!);
        Assert.Contains("Npgsql", components.Keys);
        Assert.Contains("SQLitePCLRaw.lib.e_sqlite3", components.Keys);
        Assert.Contains("Microsoft.NETCore.App.Runtime", components.Keys);
        Assert.DoesNotContain("Meziantou.Analyzer", components.Keys);
        foreach (var (name, component) in components)
        {
            Assert.Single(component.GetProperty("licenses").EnumerateArray());
            if (name.StartsWith("Microsoft.", StringComparison.Ordinal) && name.EndsWith(".App.Runtime")) continue;
            Assert.Equal(128, component.GetProperty("hashes")[0].GetProperty("content").GetString()!.Length);
        }

        var known = bill.RootElement.GetProperty("dependencies").EnumerateArray()
            .Select(one => one.GetProperty("ref").GetString()).ToHashSet();
        Assert.Equal(components.Count + 1, known.Count);
        foreach (var one in bill.RootElement.GetProperty("dependencies").EnumerateArray())
            Assert.All(one.GetProperty("dependsOn").EnumerateArray(), on => Assert.Contains(on.GetString(), known));
    }

    [Fact]
    public void Archives_depend_on_their_files_alone()
    {
        using var folder = new TempFolder();
        (string, byte[])[] files = [("b/c", [1, 2, 3]), ("a", [4])];
        PlainZip.Write(files, folder.PathOf("one.zip"), Time);
        PlainZip.Write(files.Reverse(), folder.PathOf("two.zip"), Time);
        Assert.Equal(File.ReadAllBytes(folder.PathOf("one.zip")), File.ReadAllBytes(folder.PathOf("two.zip")));
        using var archive = ZipFile.OpenRead(folder.PathOf("one.zip"));
        Assert.Equal(["a", "b/c"], archive.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void Packages_of_NuGet_lose_what_is_made_up_anew_each_time()
    {
        using var folder = new TempFolder();
        Write("one.nupkg", "0a1b", "R0A", Time);
        Write("two.nupkg", "ffff", "RFE", Time.AddHours(1));
        foreach (string name in new[] { "one.nupkg", "two.nupkg" })
            PlainZip.Write(NuGetPackage.Normal(folder.PathOf(name)), folder.PathOf(name), Time);
        Assert.Equal(File.ReadAllBytes(folder.PathOf("one.nupkg")), File.ReadAllBytes(folder.PathOf("two.nupkg")));
        using var archive = ZipFile.OpenRead(folder.PathOf("one.nupkg"));
        string properties = archive.Entries.Single(entry => entry.Name.EndsWith(".psmdcp")).FullName;
        using var relations = new StreamReader(archive.GetEntry("_rels/.rels")!.Open());
        Assert.Contains($"Target=\"/{properties}\" Id=\"R1\"", relations.ReadToEnd(), StringComparison.Ordinal);

        void Write(string name, string made, string id, DateTimeOffset time)
        {
            using var package = new ZipArchive(File.Create(folder.PathOf(name)), ZipArchiveMode.Create);
            string path = $"package/services/metadata/core-properties/{made}.psmdcp";
            foreach (var (file, text) in new[]
            {
                ("_rels/.rels", $"<Relationship Target=\"/{path}\" Id=\"{id}\" />"), (path, "<x/>"), ("x.dll", "code"),
            })
            {
                var entry = package.CreateEntry(file);
                entry.LastWriteTime = time;
                using var writer = new StreamWriter(entry.Open());
                writer.Write(text);
            }
        }
    }

    [Fact]
    public void The_container_file_names_only_what_is_there()
    {
        string text = File.ReadAllText(Repository.PathOf("deploy/container/Containerfile"))
            .Replace("\\\n", " ", StringComparison.Ordinal);
        var lines = text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
        Assert.StartsWith("FROM debian:", lines[0], StringComparison.Ordinal);
        // The script lays the program out in the folder viaduct, with the licence.
        string script = File.ReadAllText(Repository.PathOf("eng/package.sh"));
        Assert.Contains("publish \"$name/viaduct\" linux-x64 true false", script, StringComparison.Ordinal);
        Assert.Contains("cp LICENSE \"$work/$1/\"", script, StringComparison.Ordinal);
        foreach (string line in lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)))
            Assert.Contains(line.Split(' ')[^2], new[] { "viaduct/", "viaduct/LICENSE" });
        var root = ViaductCommandLine.Create();
        foreach (string line in lines.Where(line => line.Contains("[\"", StringComparison.Ordinal)))
        {
            string[] words = JsonSerializer.Deserialize<string[]>(line[line.IndexOf('[', StringComparison.Ordinal)..])!;
            string[] call = words[0] == "/opt/viaduct/viaduct" ? words[1..] : words;
            if (call.Length > 0) Assert.Empty(root.Parse(call).Errors);
        }

        Assert.DoesNotContain(lines, line => line.StartsWith("USER 0", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("USER 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_scripts_for_packages_are_understood_by_their_shells()
    {
        foreach (string script in new[] { "eng/package.sh", "eng/compare-builds.sh" })
            await Tool.RunAsync("bash", "-n", Repository.PathOf(script));
        foreach (string script in new[] { "eng/debian/postinst", "eng/debian/prerm" })
            await Tool.RunAsync("sh", "-n", Repository.PathOf(script));
        string help = await Tool.RunAsync("bash", Repository.PathOf("eng/package.sh"), "--help");
        Assert.Contains("linux-x64 win-x64 linux-arm64 deb", help, StringComparison.Ordinal);
    }
}
