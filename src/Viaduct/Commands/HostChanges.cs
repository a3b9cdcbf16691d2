using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>Commands that say what host instances are to do.</summary>
internal static class HostChanges
{
    private const string Kept = "All servers take it up as a change of the configuration. It is kept in the store, and "
        + "outlives restarts and 'viaduct apply'; 'viaduct hosts reset' lets the configuration rule again.";

    private static readonly Argument<string> Host = new("HOST") { Description = "The host." };

    private static readonly Argument<string[]> Servers = new("SERVER")
    {
        Arity = ArgumentArity.OneOrMore, Description = "The servers.",
    };

    /// <summary>A command for instances of a host.</summary>
    /// <param name="action">What is said, one of <see cref="InstanceActions"/>, and the command's name.</param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <param name="details">What that means.</param>
    public static CliCommand Of(string action, string description, string details) =>
        Create(action, description, details, _ => action);

    /// <summary>A command whose options decide what is said.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <param name="details">What that means.</param>
    /// <param name="actionOf">What is said, one of <see cref="InstanceActions"/>.</param>
    public static CliCommand Create(
        string name, string description, string details, Func<CommandCall, string> actionOf) =>
        new CliCommand(name, description)
        {
            Details = $"{details} {Kept}", Examples = [$"viaduct hosts {name} send a"],
        }.With(Host, Servers).WithGroup().Does(call => RunAsync(call, actionOf(call)));

    private static Task<ExitCode> RunAsync(CommandCall call, string action) => NamedChanges.RunAsync(
        call, Servers,
        (operations, server, stop) => operations.SetInstanceAsync(call.Get(Host)!, server, action, stop), Tell);

    private static (string Sentence, string? Warning) Tell(InstanceChange change)
    {
        string state = change.State == "none" ? "deleted" : change.State;
        return (
            $"{change.Host} on {change.Server} is {NamedChanges.Already(change.Changed)}{state}.", change.Warning);
    }
}
