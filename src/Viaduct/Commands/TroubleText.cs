using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>What keeps receive locations and send ports from working, as text.</summary>
internal static class TroubleText
{
    /// <summary>The state of one in a table, marked if it does not work somewhere.</summary>
    public static string Marked(string state, IReadOnlyList<TroubleStatus> troubles) =>
        troubles.Count == 0 ? state : $"{state}, in trouble";

    /// <summary>Writes a line for each endpoint and server, below the tables.</summary>
    public static void Write(GroupStatus status, CommandOutput output)
    {
        var lines = status.Locations.SelectMany(one => Lines("receive location", one.Name, one.Troubles))
            .Concat(status.Ports.SelectMany(one => Lines("send port", one.Name, one.Troubles))).ToList();
        if (lines.Count == 0) return;
        output.Line();
        foreach (string line in lines) output.Line(line);
    }

    private static IEnumerable<string> Lines(string what, string name, IReadOnlyList<TroubleStatus> troubles) =>
        troubles.Select(one => $"IN TROUBLE: {what} {name} on server {one.Server}: {SafeText.Of(one.Text)}");
}
