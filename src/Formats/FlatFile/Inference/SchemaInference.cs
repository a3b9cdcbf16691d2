using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>
/// Proposes annotated schemas for samples of flat files. A proposal is tried before it is given: the sample is parsed
/// by it, and what is written of the XML must be the same bytes.
/// </summary>
public static class SchemaInference
{
    /// <summary>How many bytes of a file are looked at.</summary>
    public const int SampleBytes = 1 << 20;

    /// <summary>Proposes a schema.</summary>
    /// <param name="stream">The file; at most <see cref="SampleBytes"/> of it are read.</param>
    /// <param name="name">The name of the root element; what XML does not allow in it is replaced.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The schema, or why there is none.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async ValueTask<(InferredSchema? Schema, Failure? Failure)> InferAsync(
        Stream stream, string name, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[SampleBytes + 1];
        int read = await stream.ReadAtLeastAsync(bytes, bytes.Length, false, cancellationToken);
        bool isCut = read > SampleBytes;
        try
        {
            var sample = Sample.Of(bytes.AsSpan(0, Math.Min(read, SampleBytes)), isCut);
            return await ProposeAsync(sample, new FieldNames().Of(name, "File"), cancellationToken);
        }
        catch (DocumentFaultException e)
        {
            return (null, e.Failure);
        }
    }

    private static async ValueTask<(InferredSchema?, Failure?)> ProposeAsync(
        Sample sample, string root, CancellationToken cancellationToken)
    {
        Failure? first = null;
        foreach (var guess in (Func<Sample, Proposal>[])[DelimitedGuess.Of, PositionalGuess.Of])
        {
            try
            {
                var proposal = guess(sample);
                string schema = SchemaText.Of(proposal, sample, root);
                await SchemaTrial.RunAsync(schema, sample, cancellationToken);
                return (
                    new InferredSchema(
                        schema, proposal.Structure, sample.HasMark, [.. sample.Assumptions, .. proposal.Assumptions]),
                    null);
            }
            catch (DocumentFaultException e)
            {
                // What is wrong with the likelier kind says more.
                first ??= e.Failure;
            }
        }

        return (null, first);
    }
}
