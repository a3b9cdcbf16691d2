using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>What commands share that say of several things, by name, what each is to do.</summary>
internal static class NamedChanges
{
    /// <summary>Says it of each, once, and what each does then.</summary>
    /// <param name="call">The call.</param>
    /// <param name="names">The argument with the names.</param>
    /// <param name="set">Says it of one.</param>
    /// <param name="tell">What it does then: a sentence, and what to be warned of, or null.</param>
    public static async Task<ExitCode> RunAsync<TChange>(
        CommandCall call, Argument<string[]> names,
        Func<IGroupOperations, string, CancellationToken, Task<TChange>> set,
        Func<TChange, (string Sentence, string? Warning)> tell)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var changes = new List<TChange>();
        foreach (string name in call.Get(names)!.Distinct(StringComparer.Ordinal))
        {
            var change = await set(group.Operations, name, call.Stop);
            changes.Add(change);
            var (sentence, warning) = tell(change);
            call.Output.Line(sentence);
            if (warning is not null) call.Output.Note($"warning: {warning}");
        }

        call.Output.Object(new { changes });
        return ExitCode.Ok;
    }

    /// <summary>The word that tells a state which is new from one that was there.</summary>
    public static string Already(bool changed) => changed ? "" : "already ";
}
