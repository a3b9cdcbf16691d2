using System.Xml;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Xml;

namespace Viaduct.Cli.Offline;

/// <summary>
/// Checks a file that becomes XML on its way in: that it can be taken apart, and that what is made of it is valid.
/// </summary>
/// <param name="disassembler">Takes it apart; goes on after a bad part.</param>
/// <param name="validator">Knows the schemas; null if there are none.</param>
/// <param name="json">How the documents of JSON lie in the file; null for another format.</param>
internal sealed class ConvertedCheck(IDisassembler disassembler, MessageValidator? validator, JsonSplit? json)
{
    private const int ShownMax = 1_000;

    /// <summary>Checks a file and says what is wrong with it.</summary>
    public async Task<ExitCode> RunAsync(CommandCall call, string input)
    {
        var places = json is { } split ? await JsonPlaces.ReadAsync(input, split, call.Stop) : null;
        var context = new MemoryContext();
        var file = new PipelineMessage(new DiskBody(input), new MessageContextBuilder());
        var errors = new List<object>();
        int parts = 0;
        await foreach (var item in disassembler.DisassembleAsync(file, context, call.Stop))
        {
            parts++;
            foreach (var (failure, path) in await FaultsAsync(item, context.Limits, call.Stop))
            {
                var place = path.Count == 0 ? null : places?.Find(parts, path);
                if (errors.Count < ShownMax) call.Output.Note($"{input}: {TextOf(failure, parts, path, place)}");
                errors.Add(Shown(input, parts, failure, path, place));
            }

            if (errors.Count >= ShownMax) break;
        }

        var exitCode = errors.Count == 0 ? ExitCode.Ok : OfflineTool.BadInput;
        if (errors.Count == 0) call.Output.Line($"{input} is valid: {Words.Count(parts, "message")}.");
        else if (errors.Count >= ShownMax)
            call.Output.Note($"{input}: more is not looked at: these are {ShownMax:N0} errors.");
        call.Output.Object(new { valid = errors.Count == 0, messages = parts, errors, exitCode = (int)exitCode });
        return exitCode;
    }

    /// <summary>What is wrong with a part, each with the element of the message that it is in.</summary>
    private async Task<IReadOnlyList<(Failure Failure, IReadOnlyList<ElementStep> Path)>> FaultsAsync(
        DisassembledItem item, PipelineLimits limits, CancellationToken stop)
    {
        if (item.Failure is { } bad) return [(bad, [])];
        if (validator is null) return [];
        var body = item.Message!.Body;
        var faults = new List<(Failure, IReadOnlyList<ElementStep>)>();
        foreach (var error in await validator.ValidateAsync(body, limits, stop))
            faults.Add((error, error.Place is { } place ? await ElementPath.FindAsync(body, place, stop) : []));
        return faults;
    }

    private static string TextOf(Failure failure, int part, IReadOnlyList<ElementStep> path, JsonPlace? place)
    {
        if (path.Count == 0) return failure.ToString();
        string where = place is null
            ? $"message {part}, {string.Concat(path)}"
            : $"line {place.Line}, column {place.Column}, message {part}, {Named(place.Pointer)}";
        return $"{failure.Code}: {where}: {failure.Text}";
    }

    private static string Named(string pointer) => pointer.Length == 0 ? "the document itself" : pointer;

    private static object Shown(
        string file, int part, Failure failure, IReadOnlyList<ElementStep> path, JsonPlace? place)
    {
        var (expected, found) = SchemaErrorParts.Of(failure.Text);
        // Of what was made of the file the place is nobody's, its own aside.
        var own = path.Count == 0 ? failure.Place : null;
        return new
        {
            file,
            part,
            line = place?.Line ?? own?.Line,
            column = place?.Column ?? own?.Column,
            @byte = own?.Byte,
            pointer = place?.Pointer,
            path = path.Count == 0 ? null : string.Concat(path),
            what = failure.Text,
            code = failure.Code,
            element = path.Count == 0 ? own?.Record : XmlConvert.DecodeName(path[^1].Name),
            field = own?.Field,
            expected,
            found,
        };
    }
}
