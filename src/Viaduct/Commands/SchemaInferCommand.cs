using System.CommandLine;
using System.Text;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Formats.FlatFile.Inference;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct schema infer</c>.</summary>
internal static class SchemaInferCommand
{
    // What spreadsheets write has quotes only where they are needed, which no annotated schema can say.
    private const string WithoutSchema = "CSV with a row of names, as spreadsheets write it, needs no schema: "
        + "'viaduct parse --format csv --record NAME FILE'.";

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "A file for the schema, instead of the standard output.", HelpName = "S.xsd",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("infer", "Propose an annotated schema for a delimited, tagged or positional flat file.")
        {
            Details = "Needs no server. Looks at the first 1,048,576 bytes. The schema says in comments what was "
                + "assumed; parse reads the sample by it, and write gives the same bytes, or there is no proposal.",
            ExitCodes = ExitMeaning.WithoutStore(
                new((int)ExitCode.Ok, "done"),
                new(
                    (int)OfflineTool.BadInput,
                    "not done: no schema gives the file back, or the arguments cannot be used")),
            Examples =
            [
                "viaduct schema infer orders.csv > Orders.xsd",
                "viaduct schema infer orders.csv --out Orders.xsd",
            ],
        }.With(Out, OfflineTool.Force, OfflineTool.Input).Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        string input = call.Get(OfflineTool.Input)!;
        if (!File.Exists(input)) throw new CommandFailedException(ExitCode.BadUsage, $"There is no file '{input}'.");
        string? file = call.Get(Out);
        if (file is not null) OfflineTool.CheckFree(call, file);
        await using var stream = File.OpenRead(input);
        string name = Path.GetFileNameWithoutExtension(input);
        var (schema, failure) = await SchemaInference.InferAsync(stream, name, call.Stop);
        if (schema is null)
            return OfflineTool.Refuse(call, failure! with { Text = $"{failure.Text} {WithoutSchema}" }, input);
        if (file is not null)
        {
            var output = OutputBody.InFile(file);
            await using (output)
            {
                await output.Stream.WriteAsync(Encoding.UTF8.GetBytes(schema.Schema), call.Stop);
                await output.CompleteAsync(call.Stop);
            }

            foreach (string assumption in schema.Assumptions) call.Output.Line(assumption);
        }
        else if (!call.Output.IsJson)
        {
            call.Output.Raw(schema.Schema);
        }

        call.Output.Object(new
        {
            file,
            structure = schema.Structure,
            bom = schema.HasMark,
            assumptions = schema.Assumptions,
            schema = file is null ? schema.Schema : null,
        });
        return ExitCode.Ok;
    }
}
