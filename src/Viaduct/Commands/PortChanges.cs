using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>Commands that say what send ports or receive locations are to do.</summary>
internal static class PortChanges
{
    private const string Kept = "All servers take it up as a change of the configuration. It is kept in the store, and "
        + "outlives restarts and 'viaduct apply', until something else is said; 'viaduct ports reset' lets the "
        + "configuration rule again.";

    private static readonly Argument<string[]> Names = new("NAME")
    {
        Arity = ArgumentArity.OneOrMore, Description = "The names, as 'viaduct ports list' shows them.",
    };

    /// <summary>A command for send ports.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <param name="details">What that means.</param>
    /// <param name="state">What they are to do, one of <see cref="PortStates"/>.</param>
    public static Command OfSendPorts(string name, string description, string details, string state) => Create(
        name, description, details, "to-erp",
        (operations, port, stop) => operations.SetSendPortAsync(port, state, stop));

    /// <summary>A command for receive locations.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <param name="details">What that means.</param>
    /// <param name="state">What they are to do, one of <see cref="PortStates"/>.</param>
    public static Command OfLocations(string name, string description, string details, string state) => Create(
        name, description, details, "orders-folder",
        (operations, location, stop) => operations.SetLocationAsync(location, state, stop));

    /// <summary>A command of its own kind.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <param name="details">What that means.</param>
    /// <param name="example">A name for the example.</param>
    /// <param name="set">Does it for one name.</param>
    public static Command Create(
        string name, string description, string details, string example,
        Func<IGroupOperations, string, CancellationToken, Task<PortChange>> set) =>
        new CliCommand(name, description)
        {
            Details = $"{details} {Kept}", Examples = [$"viaduct ports {name} {example}"],
        }.With(Names).WithGroup().Does(call => NamedChanges.RunAsync(call, Names, set, Tell));

    private static (string Sentence, string? Warning) Tell(PortChange change) => (
        $"{change.Name} is {NamedChanges.Already(change.Changed)}{change.State}"
            + (change.State == change.Configured ? ", as configured." : $"; configured is {change.Configured}."),
        null);
}
