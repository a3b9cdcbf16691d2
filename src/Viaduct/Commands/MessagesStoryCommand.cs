using System.CommandLine;
using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages story</c>.</summary>
internal static class MessagesStoryCommand
{
    private const int CopyBytes = 128 << 10;

    private static readonly Argument<Guid> Id = new Argument<Guid>("ID")
    {
        Description = "The message, by its own id or that of its suspended item; or its interchange.",
    }.TakesId();

    private static readonly Option<string> Out = new("--out")
    {
        HelpName = "FILE", Description = "The archive to write; nothing is overwritten. Without it ID.zip.",
    };

    private static readonly Option<bool> Siblings = new("--siblings")
    {
        Description = "With the events of all messages of its interchange.",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("story", "Write the whole story of a message as an archive.")
    {
        Details = "A ZIP file with its events, its bodies and their contexts as far as they are tracked or still "
            + "stored, the configurations that were in force, and a manifest with the hash of each file.",
        Examples = ["viaduct messages story 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77 --out story.zip"],
    }.With(Id, Out, Siblings).WithGroup().Does(TellAsync);

    private static async Task<ExitCode> TellAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var id = await MessageText.IdOfAsync(group.Operations, call.Get(Id), call);
        string path = Path.GetFullPath(call.Get(Out) ?? $"{id}.zip");
        await using (var story = await group.Operations.OpenStoryAsync(id, call.Get(Siblings), call.Stop))
            await WriteAsync(story, path, call.Stop);
        long bytes = new FileInfo(path).Length;
        call.Output.Line($"{path}: {Words.Bytes(bytes)}.");
        call.Output.Object(new { file = path, bytes });
        return ExitCode.Ok;
    }

    // Under another name until it is whole: half a story proves nothing.
    private static async Task WriteAsync(Stream story, string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
            throw new CommandFailedException(
                ExitCode.BadUsage, $"{path} is there already, and nothing is overwritten: give another name.");
        string part = path + ".part";
        try
        {
            await using (var file = new FileStream(part, new FileStreamOptions
            {
                Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous,
            }))
                await story.CopyToAsync(file, CopyBytes, cancellationToken);
            File.Move(part, path);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
