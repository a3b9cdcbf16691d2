namespace Viaduct.Core.Store;

/// <summary>What an open item is about. The numbers are stored: never renumber.</summary>
public enum OpenItemKind
{
    /// <summary>A message for a send port.</summary>
    Send = 1,

    /// <summary>
    /// A message that passed its receive pipeline and was not published (no subscriber): resumed into routing.
    /// </summary>
    Publish = 2,

    /// <summary>A source item, or a part of one, as it came in: resumed into its receive pipeline.</summary>
    Receive = 3,

    /// <summary>The response to a request: nobody waits for it any more, or it is kept.</summary>
    Response = 4,
}
