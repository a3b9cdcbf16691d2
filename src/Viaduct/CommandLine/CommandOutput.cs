using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Viaduct.Cli.CommandLine;

/// <summary>
/// What a command says: text for people, or, with <c>--json</c>, one object on one line. Errors go to the error stream
/// in both cases.
/// </summary>
/// <param name="output">The standard output.</param>
/// <param name="error">The error stream.</param>
/// <param name="json">True for one object instead of text.</param>
internal sealed class CommandOutput(TextWriter output, TextWriter error, bool json)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>True if an object is wanted instead of text.</summary>
    public bool IsJson => json;

    /// <summary>A line for people; left out where an object is wanted.</summary>
    public void Line(string text = "")
    {
        if (!json) output.WriteLine(SafeText.Of(text));
    }

    /// <summary>The object, where one is wanted. At most one per command.</summary>
    public void Object(object value)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(value, Json));
    }

    /// <summary>A text that is the result itself, as it is, in both cases.</summary>
    public void Raw(string text) => output.Write(text);

    /// <summary>A line on the error stream.</summary>
    public void Note(string text) => error.WriteLine(SafeText.Of(text));

    /// <summary>Why the command failed, and what to do.</summary>
    /// <param name="text">The text.</param>
    /// <param name="exitCode">What the command ends with.</param>
    /// <param name="problems">The problems of a configuration, as validate gives them; null if there is none.</param>
    public void Failure(string text, ExitCode exitCode, IReadOnlyList<object>? problems = null)
    {
        Note($"viaduct: {text}");
        if (problems is null) Object(new { error = text, exitCode = (int)exitCode });
        else Object(new { error = text, exitCode = (int)exitCode, problems });
    }
}
