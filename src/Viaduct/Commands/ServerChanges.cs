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
        }.With(Names).WithGroup().Does(call => NamedChanges.RunAsync(
            call, Names, (operations, name, stop) => operations.SetServerAsync(name, action, stop), Tell));

    private static (string Sentence, string? Warning) Tell(ServerChange change) => (
        $"{change.Name} is {NamedChanges.Already(change.Changed)}{change.State}.", change.Warning);
}
