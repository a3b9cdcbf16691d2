namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>A field of a record.</summary>
/// <param name="Name">The name of its element.</param>
/// <param name="Type">Its type, for example <c>xs:string</c>.</param>
/// <param name="IsOptional">True if records may end before it.</param>
/// <param name="IsWrapped">True if quotation marks stand around its values.</param>
/// <param name="Length">How long it is in a positional record, else 0.</param>
/// <param name="IsRight">True if its values stand at the right end.</param>
internal sealed record ProposedField(
    string Name, string Type, bool IsOptional = false, bool IsWrapped = false, int Length = 0, bool IsRight = false);
