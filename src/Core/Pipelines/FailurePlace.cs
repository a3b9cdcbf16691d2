using System.Text;

namespace Viaduct.Core.Pipelines;

/// <summary>A place in the input; what is not known is null.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Byte">The byte offset, from 0.</param>
/// <param name="Record">The name of the record, if the format has records.</param>
/// <param name="Field">The name of the field, if the format has fields.</param>
public sealed record FailurePlace(
    long? Line = null, long? Column = null, long? Byte = null, string? Record = null, string? Field = null)
{
    /// <summary>For example <c>line 3, column 14, record Order, field Total</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, "line", Line?.ToString());
        Append(text, "column", Column?.ToString());
        Append(text, "byte", Byte?.ToString());
        Append(text, "record", Record);
        Append(text, "field", Field);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, string? value)
    {
        if (value is null) return;
        if (text.Length > 0) text.Append(", ");
        text.Append(name).Append(' ').Append(value);
    }
}
