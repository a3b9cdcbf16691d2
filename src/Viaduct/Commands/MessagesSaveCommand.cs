using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages save</c>.</summary>
internal static class MessagesSaveCommand
{
    private static readonly Option<string> To = new("--to")
    {
        HelpName = "DIR", Description = "The folder to write to; made if it is not there.",
        DefaultValueFactory = _ => ".",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("save", "Write suspended or waiting messages to a folder.")
    {
        Details = "Per item its properties as JSON, and each part with its bytes. The names are made of ids, and "
            + "nothing is overwritten.",
        Examples =
        [
            "viaduct messages save 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77 --to ./look",
            "viaduct messages save --all --code invalid --to ./look",
        ],
    }.With(ItemSelection.Ids, ItemSelection.All, To).WithGroup().WithFilter().Does(SaveAsync);

    private static async Task<ExitCode> SaveAsync(CommandCall call)
    {
        ItemSelection.Check(call);
        string folder = call.Get(To)!;
        if (File.Exists(folder))
            throw new CommandFailedException(
                ExitCode.BadUsage, $"'{folder}' is a file, and --to names a folder: give another, or move the file.");
        await using var group = await GroupAccess.OpenAsync(call);
        var ids = await IdsAsync(group.Operations, call);
        var saver = new MessageSaver(folder);
        var files = new List<string>();
        var missing = new List<Guid>();
        foreach (var id in ids)
        {
            try
            {
                var message = await group.Operations.GetItemAsync(id, call.Stop);
                files.AddRange(await saver.SaveAsync(group.Operations, message, call.Stop));
            }
            catch (ViaductException e) when (e.Problem.Code == ProblemCodes.NotFound)
            {
                missing.Add(id);
            }
        }

        foreach (string file in files) call.Output.Line(file);
        foreach (var id in missing) call.Output.Line($"{id} is not there (any more).");
        call.Output.Line($"{Words.Count(ids.Count - missing.Count, "message")} saved.");
        call.Output.Object(new { saved = ids.Count - missing.Count, files, missing });
        return missing.Count == 0 ? ExitCode.Ok : ExitCode.Problem;
    }
    private static async Task<IReadOnlyList<Guid>> IdsAsync(IGroupOperations operations, CommandCall call)
    {
        if (!call.Get(ItemSelection.All)) return [.. (call.Get(ItemSelection.Ids) ?? []).Distinct()];
        var query = ItemSelection.Query(call);
        var (items, _) = await ItemSelection.ListAsync(
            operations, query, ItemSelection.ItemsMax, fileNames: false, call.Stop);
        if (items.Count == 0) await NameCheck.WarnAsync(operations, query.Port, query.Code, call);
        return [.. items.Select(item => item.Id)];
    }
}
