namespace Viaduct.Tidy.Rules;

/// <summary>The walls between the rooms of Core.</summary>
internal sealed class CoreWallsRule : IRule
{
    private static readonly string[] SendHalf = ["Process", "Assemble", "Transmit"];

    /// <inheritdoc/>
    public string Name => "core-walls";

    /// <inheritdoc/>
    public string Why =>
        "The receive half and the send half meet only in the store; only Hosting, which composes both, sees all.";

    /// <inheritdoc/>
    public string Fix =>
        "Pass it as data through Store, or hand it in from Hosting behind a contract of the room that needs it.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from use in CoreRooms.Of(tree).Uses
        where use.TypeRoom is not null && use.TypeRoom != use.Room && IsForbidden(use.Room, use.TypeRoom)
        select use.ToFinding();

    private static bool IsForbidden(string room, string other) =>
        other == "Hosting"
        || (room == "Receive" && SendHalf.Contains(other))
        || (SendHalf.Contains(room) && other == "Receive");
}
