namespace Viaduct.Adapters.Http.Receiving;

/// <summary>What an error document says (RFC 9457), beside status and instance.</summary>
/// <param name="Name">The stable name; the document's type is <c>urn:viaduct:problem:NAME</c>.</param>
/// <param name="Title">The kind of problem, always the same for a name.</param>
/// <param name="Detail">What is wrong with this request, and what to do.</param>
internal sealed record Problem(string Name, string Title, string Detail)
{
    /// <summary>The document's type.</summary>
    public string Type => "urn:viaduct:problem:" + Name;
}
