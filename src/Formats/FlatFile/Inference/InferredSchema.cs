namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>A schema that is proposed for a sample, tried on it.</summary>
/// <param name="Schema">The text of the annotated XSD, with what was assumed as comments.</param>
/// <param name="Structure">What the file looks like: <c>delimited</c>, <c>tagged</c> or <c>positional</c>.</param>
/// <param name="HasMark">True if the file begins with a byte order mark, to be asked for when writing.</param>
/// <param name="Assumptions">What was assumed, a sentence each.</param>
public sealed record InferredSchema(
    string Schema, string Structure, bool HasMark, IReadOnlyList<string> Assumptions);
