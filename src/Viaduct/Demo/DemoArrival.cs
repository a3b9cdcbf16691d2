namespace Viaduct.Cli.Demo;

/// <summary>What must arrive of a file at one send port, once.</summary>
/// <param name="Port">The send port.</param>
/// <param name="IsXml">True if documents are compared, not bytes.</param>
/// <param name="Digest">The digest of the content.</param>
internal sealed record DemoArrival(string Port, bool IsXml, string Digest)
{
    /// <summary>A document, in whatever encoding it arrives.</summary>
    public static DemoArrival OfXml(string port, Stream document) => new(port, true, CanonicalXml.Digest(document));

    /// <summary>Bytes as they must lie there.</summary>
    public static DemoArrival OfBytes(string port, ReadOnlySpan<byte> bytes) =>
        new(port, false, DemoExpectation.BytesDigestOf(bytes));
}
