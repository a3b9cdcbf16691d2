using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>Messages as people name them.</summary>
internal static class MessageText
{
    /// <summary>The message of an id.</summary>
    /// <remarks>'messages list' shows the item's id first, so it is the one that people have at hand.</remarks>
    public static async Task<Guid> IdOfAsync(IGroupOperations operations, Guid id, CommandCall call)
    {
        try
        {
            var found = await operations.GetItemAsync(id, call.Stop);
            call.Output.Note($"note: {id} is the id of an item; its message is {found.Item.MessageId}.");
            return found.Item.MessageId;
        }
        catch (ViaductException e) when (e.Problem.Code == ProblemCodes.NotFound)
        {
            return id;
        }
    }
}
