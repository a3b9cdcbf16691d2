using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy.Rules;

/// <summary>What decides has no clock, no store and no waiting.</summary>
internal sealed class PureRoomsRule : IRule
{
    // Each pure room with the other rooms it may name.
    private static readonly Dictionary<string, string[]> Rooms = new(StringComparer.Ordinal)
    {
        ["Messages"] = [],
        ["Route"] = ["Messages"],

        // Of Pipelines the plain records only (limits, promotions): what waits there is found below.
        ["Model"] = ["Messages", "Route", "Pipelines"],
        ["Recover"] = ["Messages", "Model"],
    };

    private static readonly HashSet<string> Impure = new(StringComparer.Ordinal)
    {
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random", "System.Environment", "System.Console",
        "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo",
        "System.IO.FileStream", "System.Diagnostics.Process",
        "System.Threading.Thread", "System.Threading.ThreadPool",
        "System.Threading.Timer", "System.Threading.SemaphoreSlim",
        "System.Security.Cryptography.RandomNumberGenerator",
    };

    private static readonly HashSet<string> Waiting = new(StringComparer.Ordinal)
    {
        "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask", "System.Threading.CancellationToken",
        "System.Collections.Generic.IAsyncEnumerable",
    };

    private static readonly string[] ImpureNamespaces = ["System.Net", "System.Data", "System.Threading.Channels"];

    /// <inheritdoc/>
    public string Name => "pure-rooms";

    /// <inheritdoc/>
    public string Why =>
        "Messages, Model, Route and Recover are functions of what they are given: a table of cases tests them wholly.";

    /// <inheritdoc/>
    public string Fix =>
        "Take the time, the state or the bytes as an argument; only opening a body (OpenAsync) may wait.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from use in CoreRooms.Of(tree).Uses
        where Rooms.ContainsKey(use.Room) && (IsForeignRoom(use) || IsImpure(use) || IsWaiting(use))
        select use.ToFinding();

    private static bool IsForeignRoom(CoreRooms.TypeUse use) =>
        use.TypeRoom is not null && use.TypeRoom != use.Room && !Rooms[use.Room].Contains(use.TypeRoom);

    private static bool IsImpure(CoreRooms.TypeUse use) => Impure.Contains(use.TypeName)
        || ImpureNamespaces.Any(space => $"{use.Namespace}.".StartsWith(space + ".", StringComparison.Ordinal));

    private static bool IsWaiting(CoreRooms.TypeUse use) => Waiting.Contains(use.TypeName)
        && use.Place.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.Text != "OpenAsync";
}
