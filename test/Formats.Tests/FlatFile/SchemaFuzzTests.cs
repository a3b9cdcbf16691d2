using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>
/// Schemas whose annotations are changed, removed and contradict each other are taken or refused, soon and in words;
/// and what is taken takes or refuses files.
/// </summary>
public class SchemaFuzzTests
{
    private const int TimeMaxSeconds = 60;

    [Theory]
    [MemberData(nameof(Conformance.Files), MemberType = typeof(Conformance))]
    public async Task MutatedCorpusSchemas_AreTakenOrRefused(string folder, string schema, string file, string note)
    {
        Assert.NotEmpty(note);
        string root = Corpus.Folder("flatfile", folder);
        await RunAsync(
            await File.ReadAllBytesAsync(Path.Combine(root, schema)),
            await File.ReadAllBytesAsync(Path.Combine(root, "instance", file)), file);
    }

    [Theory]
    [MemberData(nameof(FuzzTests.Kinds), MemberType = typeof(FuzzTests))]
    public Task MutatedSchemas_AreTakenOrRefused(string kind, string schema, string file) =>
        RunAsync(Encoding.UTF8.GetBytes(schema), Encoding.UTF8.GetBytes(file), kind);

    [Theory]
    [InlineData("01-packt-car-envelope", "CarEnvelopeWithCars.xml")]
    [InlineData("03-chaliy-input-root", "Example.xml")]
    [InlineData("05-icraft-generic-envelope", "ReleaseBatches.xml")]
    public async Task MutatedEnvelopeSchemas_AreTakenOrRefused(string folder, string interchange)
    {
        string root = Corpus.Folder("envelopes", folder);
        byte[] instance = await File.ReadAllBytesAsync(Path.Combine(root, "interchange", interchange));
        string[] schemas = [.. Directory.EnumerateFiles(root, "*.xsd").Order(StringComparer.Ordinal)];
        var mutations = new SchemaMutations(folder.Length * 31_337);
        for (int i = 0; i < Total; i++)
        {
            var package = new MemoryPackage();
            foreach (string path in schemas)
                package.Add(Path.GetFileName(path), mutations.Of(await File.ReadAllBytesAsync(path)));
            var options = new XmlOptions { Schemas = ["."], Validate = true, Recoverable = i % 2 == 0 };
            await WithinTimeAsync($"{folder}, input {i}", package, schemas, async () =>
            {
                var items = await Documents.Disassembler(options, package).AllAsync(Documents.Message(instance));
                Assert.All(items, item => Assert.NotEqual("", item.Failure?.Text));
            });
        }
    }

    private static int Total => FlatFuzz.IsLong ? 10_000 : 60;

    private static async Task RunAsync(byte[] schema, byte[] file, string name)
    {
        var mutations = new SchemaMutations(name.Length * 15_485_863);
        int taken = 0;
        for (int i = 0; i < Total; i++)
        {
            var package = new MemoryPackage().Add(Flat.Path, i == 0 ? schema : mutations.Of(schema));
            await WithinTimeAsync($"{name}, input {i}", package, [Flat.Path], async () =>
            {
                await new FlatFuzz(package, Flat.Path, comesBack: false).TryAsync(file, $"{name}, input {i}");
                taken++;
            });
        }

        Assert.InRange(taken, Total / 20, Total);
    }

    private static async Task WithinTimeAsync(string name, MemoryPackage package, string[] schemas, Func<Task> run)
    {
        try
        {
            await Task.Run(run).WaitAsync(TimeSpan.FromSeconds(TimeMaxSeconds));
        }
        catch (ComponentConfigurationException e)
        {
            Assert.NotEmpty(e.Message);
            Assert.NotNull(e.File);
        }
        catch (Exception e)
        {
            var texts = schemas.Select(schema => new StreamReader(package.Open(Path.GetFileName(schema))).ReadToEnd());
            throw new InvalidOperationException($"{name}:\n{string.Join("\n\n", texts)}", e);
        }
    }
}
