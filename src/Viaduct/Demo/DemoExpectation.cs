using System.Security.Cryptography;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Demo;

/// <summary>What must become of one file, without its bytes.</summary>
internal sealed record DemoExpectation
{
    private DemoExpectation(DemoFile file) => (Folder, Name, FailureCode, Flaw) =
        (file.Folder, file.Name, file.FailureCode, file.Flaw);

    /// <summary>The folder that it is put into.</summary>
    public string Folder { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What must arrive of it.</summary>
    public required IReadOnlyList<DemoArrival> Arrivals { get; init; }

    /// <summary>The failure that it must be suspended with, or null.</summary>
    public string? FailureCode { get; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Flaw { get; }

    /// <summary>
    /// True for what the receive pipeline refused: it is kept as it came. What nobody wanted is kept as published.
    /// </summary>
    public bool IsKeptAsItCame => FailureCode is not (null or FailureCodes.NoSubscriber);

    /// <summary>The digest of its bytes.</summary>
    public required string BytesDigest { get; init; }

    /// <summary>When it was put in; set then.</summary>
    public DateTimeOffset PutInAt { get; set; }

    /// <summary>True if it came alone, not in the rush at the beginning; set then.</summary>
    public bool CameSteadily { get; set; }

    /// <summary>What must become of a file.</summary>
    public static DemoExpectation Of(DemoFile file)
    {
        string bytes = BytesDigestOf(file.Bytes);
        string content = file.IsXml ? CanonicalXml.Digest(new MemoryStream(file.Bytes)) : bytes;
        var asItIs = file.Ports.Select(port => new DemoArrival(port, file.IsXml, content));
        return new DemoExpectation(file) { BytesDigest = bytes, Arrivals = [.. asItIs, .. file.Arrivals] };
    }

    /// <summary>The digest of bytes.</summary>
    public static string BytesDigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
