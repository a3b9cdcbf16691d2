using Viaduct.Core.Messages;

namespace Viaduct.Core.Model;

/// <summary>In which order a send port delivers (rules 80 to 84 of the message box).</summary>
public sealed record OrderModel
{
    /// <summary>How many key groups a port may have at most. 256.</summary>
    public const int GroupsMax = 256;

    /// <summary>
    /// The property whose value is the key: messages with the same value are delivered in order, others beside each
    /// other. Those without the property have one key together. Null: all messages of the port are in one order.
    /// </summary>
    public PropertyKey? Key { get; init; }

    /// <summary>
    /// Into how many groups the keys are divided; each group is worked by one server at a time. Default 16.
    /// </summary>
    public int Groups { get; init; } = 16;

    /// <summary>What becomes of those behind a message that is suspended. Default: they go on.</summary>
    public OrderFailure OnFailure { get; init; } = OrderFailure.GoOn;

    /// <summary>The names of the readers of a port.</summary>
    public IEnumerable<string> ReadersOf(string port) =>
        Key is null ? [port] : Enumerable.Range(0, Groups).Select(group => ReaderOf(port, group));

    /// <summary>The name of the reader of a key group.</summary>
    public static string ReaderOf(string port, int group) => $"{port}/{group}";
}
