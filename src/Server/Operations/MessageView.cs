using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>An open item with its message, for people and programs.</summary>
public sealed record MessageView
{
    private MessageView()
    {
    }

    /// <summary>The open item, without the stored form of its message.</summary>
    public required ItemView Item { get; init; }

    /// <summary>The properties, written and promoted, in the order in which they were set.</summary>
    public required IReadOnlyList<PropertyView> Context { get; init; }

    /// <summary>The parts; the first is the body.</summary>
    public required IReadOnlyList<PartView> Parts { get; init; }

    /// <summary>Makes the view.</summary>
    public static MessageView Of(OpenItemRow row, Message message)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(message);
        var context = new List<PropertyView>();
        foreach (ref readonly var property in message.Context.Properties) context.Add(PropertyView.Of(property));
        return new MessageView
        {
            Item = ItemView.Of(row, message),
            Context = context,
            Parts = [.. message.Parts.Select(part => new PartView(part.Name, part.ContentType, part.Body.Length ?? 0))],
        };
    }
}
