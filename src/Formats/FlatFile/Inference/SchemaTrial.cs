using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>Parses a sample by a proposed schema and writes it back: the bytes must be the same.</summary>
internal static class SchemaTrial
{
    private const string Path = "proposed.xsd";

    /// <summary>Tries a schema.</summary>
    /// <exception cref="DocumentFaultException">The sample does not fit, or other bytes come back.</exception>
    public static async ValueTask RunAsync(string schema, Sample sample, CancellationToken cancellationToken)
    {
        var files = new OneFile(Encoding.UTF8.GetBytes(schema));
        var context = new Memory();
        var message = new PipelineMessage(Body.From(sample.Bytes), new MessageContextBuilder());
        PipelineMessage? parsed = null;
        try
        {
            var parser = FlatFileTools.Parser(new FlatFileOptions { Schema = Path, Validate = true }, files);
            await foreach (var item in parser.DisassembleAsync(message, context, cancellationToken))
            {
                if (item.Failure is { } failure) throw new DocumentFaultException(failure);
                if (parsed is not null) throw Sample.Refused("The file would become several messages.");
                parsed = item.Message;
            }

            var writer = FlatFileTools.Writer(
                new FlatFileAssembleOptions { Schema = Path, Bom = sample.HasMark }, files);
            var fault = await writer.RunAsync(parsed!, context, cancellationToken);
            if (fault is not null) throw new DocumentFaultException(fault);
        }
        catch (ComponentConfigurationException e)
        {
            throw Sample.Refused(e.Message);
        }

        Compare(parsed!.Body, sample);
    }

    private static void Compare(Body written, Sample sample)
    {
        if (!written.TryGetBytes(out var bytes)) bytes = default;
        int same = bytes.Span.CommonPrefixLength(sample.Bytes);
        if (same == bytes.Length && same == sample.Bytes.Length) return;
        throw Sample.Refused(
            $"No schema that fits gives the same bytes back when written: byte {same:N0} differs. Look there for "
                + "quotation marks around some values only, empty lines, or blanks at the end of lines.",
            sample.Bytes.AsSpan(0, same).Count((byte)'\n') + 1);
    }

    private sealed class OneFile(byte[] schema) : IPackageFiles
    {
        public Stream Open(string path) => new MemoryStream(schema, writable: false);

        public IReadOnlyList<string> List(string folder) => [Path];

        public bool Exists(string path) => path == Path;
    }

    private sealed class Memory : PipelineContext
    {
        public override PipelineLimits Limits { get; } = new();

        public override IBodyWriter CreateBody() => new Writer();
    }

    private sealed class Writer : IBodyWriter
    {
        private readonly MemoryStream _bytes = new();

        public Stream Stream => _bytes;

        public ValueTask<Body> CompleteAsync(CancellationToken cancellationToken) => new(Body.From(_bytes.ToArray()));

        public ValueTask DisposeAsync() => _bytes.DisposeAsync();
    }
}
