using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>A property in braces: <c>{PREFIX.Name}</c>, or <c>{NAMESPACE#Name}</c> for one of an application.</summary>
/// <param name="Written">As it is written, for people.</param>
/// <param name="Key">The property.</param>
internal sealed record MacroProperty(string Written, PropertyKey Key)
{
    /// <summary>The prefixes, which a send port knows without its application.</summary>
    public static readonly IReadOnlyDictionary<string, string> Prefixes = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["BTS"] = SystemProperties.Namespace,
        ["HTTP"] = HttpProperties.Namespace,
        ["HEADER"] = HttpProperties.HeaderNamespace,
        ["FILE"] = "http://schemas.microsoft.com/BizTalk/2003/file-properties",
    };

    /// <summary>Reads what stands between the braces; null if it is none.</summary>
    public static MacroProperty? Parse(string text)
    {
        int hash = text.LastIndexOf('#');
        if (hash > 0 && hash < text.Length - 1)
            return new MacroProperty(text, PropertyKey.Get(text[..hash], text[(hash + 1)..]));
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < text.Length - 1 && Prefixes.TryGetValue(text[..dot], out string? space)
            ? new MacroProperty(text, PropertyKey.Get(space, text[(dot + 1)..]))
            : null;
    }

    /// <summary>Its value in a message; null if the message has none.</summary>
    public string? ValueIn(Message message, string port)
    {
        if (ReferenceEquals(Key, SystemProperties.MessageId)) return message.Id.ToString();
        if (ReferenceEquals(Key, SystemProperties.InterchangeId)) return message.InterchangeId.ToString();
        if (ReferenceEquals(Key, SystemProperties.SendPortName)) return port;
        return message.Context.Text(Key);
    }
}
