using System.CommandLine;
using Microsoft.Extensions.Logging;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Operations;

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
    }.With(ItemSelection.Ids, ItemSelection.All, To, SharedOptions.Store).WithFilter().Does(SaveAsync);

    private static async Task<ExitCode> SaveAsync(CommandCall call)
    {
        ItemSelection.Check(call);
        string folder = call.Get(To)!;
        if (File.Exists(folder))
            throw new CommandFailedException(
                ExitCode.BadUsage, $"'{folder}' is a file, and --to names a folder: give another, or move the file.");
        using var loggers = call.OpenLog(LogLevel.Warning);
        var (store, _) = await StoreChoice.OpenAsync(call, loggers);
        await using var closing = store;
        var actions = new OpenItemActions(store, TimeProvider.System);
        var ids = await ItemSelection.IdsAsync(call, actions, Enum.GetValues<OpenItemState>());
        if (ids.Count == 0) await NameCheck.WarnAsync(store, ItemSelection.Filter(call), call);
        var saver = new MessageSaver(folder);
        var files = new List<string>();
        var missing = new List<Guid>();
        foreach (var id in ids)
        {
            var found = await actions.ReadAsync(id, call.Stop);
            if (found is null) missing.Add(id);
            else files.AddRange(await saver.SaveAsync(found.Value.Item, found.Value.Message, call.Stop));
        }

        foreach (string file in files) call.Output.Line(file);
        foreach (var id in missing) call.Output.Line($"{id} is not there (any more).");
        call.Output.Line($"{Words.Count(ids.Count - missing.Count, "message")} saved.");
        call.Output.Object(new { saved = ids.Count - missing.Count, files, missing });
        return missing.Count == 0 ? ExitCode.Ok : ExitCode.Problem;
    }
}
