using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>Commands that say what servers are to do.</summary>
internal static class ServerChanges
{
    private const string Kept = "It is kept in the store, and outlives restarts and 'viaduct apply'.";

    private static readonly Argument<string[]> Names = new("NAME")
    {
        Arity = ArgumentArity.OneOrMore, Description = "The names of servers, as 'viaduct server list' shows them.",
    };

    /// <summary>A command for servers.</summary>
    /// <param name="action">What is said, one of <see cref="ServerActions"/>, and the command's name.</param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <param name="details">What that means.</param>
    public static CliCommand Of(string action, string description, string details) =>
        new CliCommand(action, description)
        {
            Details = $"{details} {Kept}", Examples = [$"viaduct server {action} a"],
        }.With(Names).WithGroup().Does(call => ChangeAsync(call, action));

    private static async Task<ExitCode> ChangeAsync(CommandCall call, string action)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var changes = new List<ServerChange>();
        foreach (string name in call.Get(Names)!.Distinct(StringComparer.Ordinal))
        {
            var change = await group.Operations.SetServerAsync(name, action, call.Stop);
            changes.Add(change);
            call.Output.Line($"{change.Name} is {(change.Changed ? "" : "already ")}{change.State}.");
            if (change.Warning is { } warning) call.Output.Note($"warning: {warning}");
        }

        call.Output.Object(new { changes });
        return ExitCode.Ok;
    }
}
