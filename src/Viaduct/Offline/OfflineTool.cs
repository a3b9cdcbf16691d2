using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Offline;

/// <summary>What the tools that need no server have in common.</summary>
internal static class OfflineTool
{
    /// <summary>The exit code of a schema that cannot be used.</summary>
    public const ExitCode BadSchema = (ExitCode)3;

    /// <summary>The exit code of a file that does not fit.</summary>
    public const ExitCode BadInput = ExitCode.BadUsage;

    /// <summary>The schema.</summary>
    public static readonly Option<string?> Schema = new("--schema")
    {
        Description = "The annotated schema of the file, or of its body; of JSON its XSD, if not by convention.",
        HelpName = "X.xsd",
    };

    /// <summary>The schema of the header.</summary>
    public static readonly Option<string?> Header = new("--header")
    {
        Description = "The annotated schema of what is once in front.", HelpName = "H.xsd",
    };

    /// <summary>The schema of the trailer.</summary>
    public static readonly Option<string?> Trailer = new("--trailer")
    {
        Description = "The annotated schema of what is once behind.", HelpName = "T.xsd",
    };

    /// <summary>The root element.</summary>
    public static readonly Option<string?> Root = new("--root")
    {
        Description = "The root element: where the schema declares several, and of JSON and CSV without a schema.",
        HelpName = "NAME",
    };

    /// <summary>The encoding.</summary>
    public static readonly Option<string?> Charset = new("--charset")
    {
        Description = "The encoding of the file, instead of the schema's: a name or a code page.", HelpName = "NAME",
    };

    /// <summary>Whether --out may replace what is there.</summary>
    public static readonly Option<bool> Force = new("--force")
    {
        Description = "Let --out replace files that are there; without it they are left, and nothing is done.",
    };

    /// <summary>The file to work on.</summary>
    public static readonly Argument<string> Input = new("FILE") { Description = "The file." };

    /// <summary>Makes what the arguments describe, and works on the file with it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="make">Makes it of the schemas or maps that the call names.</param>
    /// <param name="run">Works on the file.</param>
    /// <exception cref="CommandFailedException">There is no such file.</exception>
    public static async Task<ExitCode> RunAsync<T>(
        CommandCall call, Func<CommandCall, T> make, Func<CommandCall, T, string, Task<ExitCode>> run)
    {
        string input = call.Get(Input)!;
        if (!File.Exists(input)) throw new CommandFailedException(ExitCode.BadUsage, $"There is no file '{input}'.");
        T tool;
        try
        {
            tool = make(call);
        }
        catch (ComponentConfigurationException e)
        {
            return Refuse(call, e);
        }

        return await run(call, tool, input);
    }

    /// <summary>Refuses a file that is there already, unless the call says that it may be replaced.</summary>
    /// <exception cref="CommandFailedException">It is there, or its folder is not.</exception>
    public static void CheckFree(CommandCall call, string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
            throw new CommandFailedException(
                ExitCode.BadUsage, $"There is no folder '{folder}' for '{path}'. Make it, or name another place.");
        if (Path.Exists(path) && !call.Get(Force))
            throw new CommandFailedException(
                ExitCode.BadUsage, $"'{path}' exists already. Name another place, or give --force to replace it.");
    }

    /// <summary>The files beside a schema, and how the schemas are called there.</summary>
    public static (IPackageFiles Files, Func<string?, string> NameOf) FilesOf(string schema)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(schema))!;
        return (
            new DiskFiles(folder),
            path => string.IsNullOrEmpty(path) ? "" : Path.GetRelativePath(folder, path).Replace('\\', '/'));
    }

    /// <summary>What the exit codes of a tool mean.</summary>
    /// <param name="done">Of 0.</param>
    /// <param name="refused">Of 2.</param>
    /// <param name="unusable">Of 3, which is never a store's here.</param>
    public static IReadOnlyList<ExitMeaning> ExitCodes(string done, string refused, string unusable) =>
        ExitMeaning.WithoutStore(
            new((int)ExitCode.Ok, done), new((int)BadInput, refused), new((int)BadSchema, unusable));

    /// <summary>Says why a file is not taken.</summary>
    /// <param name="call">The call.</param>
    /// <param name="failure">Why.</param>
    /// <param name="file">The file, where the tool names it.</param>
    public static ExitCode Refuse(CommandCall call, Failure failure, string? file = null)
    {
        call.Output.Note($"viaduct: {(file is null ? "" : $"{file}: ")}{failure}");
        call.Output.Object(Shown(failure, file));
        return BadInput;
    }

    /// <summary>A failure as an object.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="file">The file, where the tool names it.</param>
    /// <param name="part">The number of the message in the file, where it matters.</param>
    public static object Shown(Failure failure, string? file, int? part = null)
    {
        var (expected, found) = PartsOf(failure);
        return new
        {
            error = failure.Text,
            code = failure.Code,
            file,
            part,
            line = failure.Place?.Line,
            column = failure.Place?.Column,
            @byte = failure.Place?.Byte,
            record = failure.Place?.Record,
            field = failure.Place?.Field,
            expected,
            found,
            exitCode = (int)BadInput,
        };
    }

    /// <summary>Says why a schema cannot be used.</summary>
    public static ExitCode Refuse(CommandCall call, ComponentConfigurationException schema)
    {
        string place = schema.Line is null ? $"{schema.File}" : $"{schema.File}, line {schema.Line}";
        call.Output.Note($"viaduct: {(place.Length == 0 ? "" : place + ": ")}{schema.Message}");
        call.Output.Object(new
        {
            error = schema.Message, file = schema.File, line = schema.Line, exitCode = (int)BadSchema,
        });
        return BadSchema;
    }

    // The failures of flat files say 'Expected …; found ….'
    private static (string? Expected, string? Found) PartsOf(Failure failure)
    {
        string text = failure.Text;
        const string First = "Expected ";
        const string Second = "; found ";
        int middle = text.IndexOf(Second, StringComparison.Ordinal);
        if (middle < 0 || !text.StartsWith(First, StringComparison.Ordinal))
            return failure.Code == FailureCodes.Invalid ? SchemaErrorParts.Of(text) : (null, null);
        string found = text[(middle + Second.Length)..];
        int end = found.LastIndexOf(". Have the sender", StringComparison.Ordinal);
        return (text[First.Length..middle], end < 0 ? found : found[..end]);
    }
}
