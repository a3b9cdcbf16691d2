using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct cluster move</c>.</summary>
internal static class ClusterMoveCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The cluster group." };

    private static readonly Argument<string?> Server = new("SERVER")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The server. Default: the one that would take over, as 'viaduct cluster list' shows it.",
    };

    /// <summary>The command.</summary>
    public static CliCommand Create() =>
        new CliCommand("move", "Let a cluster group be active on another server.")
        {
            Details = "What has come in is committed, then the other server receives. Nothing is lost or taken in "
                + "twice. It stays there, whatever is preferred, until that server ends or may not have it any more.",
            Examples = ["viaduct cluster move partner b", "viaduct cluster move partner"],
        }.With(Name).With(Server).WithGroup().Does(RunAsync);

    /// <summary>A cluster group by its name.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    public static ClusterStatus Find(GroupStatus status, string name) =>
        status.Clusters.FirstOrDefault(one => one.Name == name) ?? throw new CommandFailedException(
            ExitCode.Problem, $"No cluster group has the name '{name}'. 'viaduct cluster list' shows them.");

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        string name = call.Get(Name)!;
        string server = call.Get(Server) ?? HeirOf(Find(await group.Operations.GetStatusAsync(call.Stop), name));
        var move = await group.Operations.MoveClusterAsync(name, server, call.Stop);
        call.Output.Line(Sentence(move));
        if (!move.Arrived)
            call.Output.Note("warning: It has not arrived yet. 'viaduct cluster show' tells how it is; the log of "
                + $"{move.From ?? move.To} tells why.");
        call.Output.Object(move);
        return ExitCode.Ok;
    }

    private static string HeirOf(ClusterStatus cluster) => cluster.Heir ?? throw new CommandFailedException(
        ExitCode.Problem, $"No other server can have cluster group '{cluster.Name}' now: start one, or let one work "
        + "again with 'viaduct server resume' or 'viaduct hosts start'.");

    private static string Sentence(ClusterMove move) => (move.From == move.To, move.Arrived) switch
    {
        (true, _) => $"{move.Name} is active on {move.To} already.",
        (_, true) when move.GapMilliseconds is { } gap =>
            $"{move.Name} is active on {move.To}; nobody received for {ClusterText.Milliseconds(gap)}.",
        (_, true) => $"{move.Name} is active on {move.To}.",
        _ => $"{move.Name} goes to {move.To}.",
    };
}
