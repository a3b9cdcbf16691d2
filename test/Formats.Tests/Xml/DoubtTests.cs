using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Tests.FlatFile;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Of real schemas nothing is doubted; of wrong paths each is, at its line.</summary>
public class DoubtTests
{
    [Theory]
    [InlineData("flatfile")]
    [InlineData("envelopes")]
    public void RealSchemas_AreNotDoubted(string corpus)
    {
        int loaded = 0;
        foreach (string folder in Directory.EnumerateDirectories(Corpus.Folder(corpus)))
        {
            var package = MemoryPackage.Of(folder);
            var schemas = Directory.EnumerateFiles(folder, "*.xsd").Select(path => Path.GetFileName(path));
            foreach (var component in schemas.SelectMany(schema => Components(schema, package)))
            {
                loaded++;
                Assert.Equal([], component.Doubts.Select(doubt => $"{doubt}"));
            }
        }

        Assert.True(loaded > 5, $"{loaded} components");
    }

    [Fact]
    public void WrongBodyPath_IsDoubtedAtItsLine()
    {
        var package = Envelopes.Package(Envelopes.Schema(("Batch", Envelopes.Path("Batch", "Ordrs"), "batch")));
        var doubt = Assert.Single(((IKnowsProperties)Documents.Disassembler(
            new XmlOptions { Schemas = ["schemas"] }, package)).Doubts);
        Assert.Equal(("schemas/Envelope.xsd", 4), (doubt.File, doubt.Line));
        Assert.Contains("The body of the envelope Batch", doubt.What, StringComparison.Ordinal);
        Assert.Contains("Orders is probably meant", doubt.Why, StringComparison.Ordinal);
    }

    private static IEnumerable<IKnowsProperties> Components(string schema, MemoryPackage package)
    {
        foreach (var make in new Func<IPipelineComponent>[]
        {
            () => Documents.Disassembler(new XmlOptions { Schemas = [schema] }, package),
            () => Documents.Disassembler(new XmlOptions { Schemas = ["."] }, package),
            () => Flat.Disassembler(package, new FlatFileOptions { Schema = schema }),
        })
        {
            IPipelineComponent component;
            try
            {
                component = make();
            }
            catch (ComponentConfigurationException)
            {
                // Not all are flat files, and some need property schemas that nobody has.
                continue;
            }

            yield return (IKnowsProperties)component;
        }
    }
}
