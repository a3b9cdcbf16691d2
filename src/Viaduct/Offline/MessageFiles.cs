using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Offline;

/// <summary>The messages of a file, to the standard output or each to a file of its own.</summary>
internal static class MessageFiles
{
    /// <summary>The folder for them.</summary>
    public static readonly Option<string?> Out = new("--out")
    {
        Description = "A folder for one file per message, instead of the standard output.", HelpName = "DIR",
    };

    private const int ShownMax = 1000;

    /// <summary>Takes a file apart, and writes its messages.</summary>
    /// <param name="call">The call.</param>
    /// <param name="disassembler">What takes it apart.</param>
    /// <param name="input">The file.</param>
    public static Task<ExitCode> WriteAsync(CommandCall call, IDisassembler disassembler, string input) =>
        WriteAsync(call, disassembler, input, ".xml");

    /// <summary>Takes a file apart, and writes its messages.</summary>
    /// <param name="call">The call.</param>
    /// <param name="disassembler">What takes it apart.</param>
    /// <param name="input">The file.</param>
    /// <param name="extension">What the names of the files of messages end with.</param>
    public static async Task<ExitCode> WriteAsync(
        CommandCall call, IDisassembler disassembler, string input, string extension)
    {
        string? folder = call.Get(Out);
        string name = Path.GetFileNameWithoutExtension(input);
        if (folder is not null) MakeFolder(call, folder, name, extension);
        var context = new OfflineContext(folder, name, extension);
        var message = new PipelineMessage(new DiskBody(input), new MessageContextBuilder());
        var bad = new List<object>();
        int good = 0;
        int failed = 0;
        await foreach (var item in disassembler.DisassembleAsync(message, context, call.Stop))
        {
            if (item.Failure is not { } failure)
            {
                good++;
                context.EndMessage();
                continue;
            }

            // A document that stands alone is not written, good or bad.
            if (!item.Recoverable || item.Message == message)
            {
                context.Discard();
                return OfflineTool.Refuse(call, failure, input);
            }

            failed++;
            context.MarkBad();
            call.Output.Note($"viaduct: {input}: {failure}");
            if (failed <= ShownMax) bad.Add(OfflineTool.Shown(failure, input, good + failed));
        }

        OfflineContext.Flush();
        return End(call, (folder, extension), good, failed, bad);
    }

    // Before anything is read: what a fault removes again must not be an earlier call's.
    private static void MakeFolder(CommandCall call, string folder, string name, string extension)
    {
        if (File.Exists(folder)) OfflineTool.CheckFree(call, folder);
        Directory.CreateDirectory(folder);
        string? taken = Directory.EnumerateFiles(folder, $"{name}-*{extension}").Order(StringComparer.Ordinal)
            .FirstOrDefault();
        if (taken is not null) OfflineTool.CheckFree(call, taken);
    }

    private static ExitCode End(
        CommandCall call, (string? Folder, string Extension) written, int good, int failed, List<object> bad)
    {
        string? folder = written.Folder;
        var exitCode = failed == 0 ? ExitCode.Ok : OfflineTool.BadInput;
        if (folder is null) return exitCode;
        string also = failed == 0 ? "" : $", and {failed} bad in files .bad{written.Extension}";
        call.Output.Line($"{Words.Count(good, "message")} in {folder}{also}.");
        call.Output.Object(new { messages = good, failed, folder, bad, exitCode = (int)exitCode });
        return exitCode;
    }
}
