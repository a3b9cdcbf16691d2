using System.Security.Cryptography;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Demo;

/// <summary>What must become of one file, without its bytes.</summary>
internal sealed record DemoExpectation
{
    private DemoExpectation(DemoFile file) => (Folder, Name, Ports, IsXml, FailureCode, Flaw) =
        (file.Folder, file.Name, file.Ports, file.IsXml, file.FailureCode, file.Flaw);

    /// <summary>The folder that it is put into.</summary>
    public string Folder { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The send ports that must deliver it.</summary>
    public IReadOnlyList<string> Ports { get; }

    /// <summary>True if documents are compared, not bytes.</summary>
    public bool IsXml { get; }

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

    /// <summary>The digest of what arrives.</summary>
    public required string ContentDigest { get; init; }

    /// <summary>When it was put in; set then.</summary>
    public DateTimeOffset PutInAt { get; set; }

    /// <summary>True if it came alone, not in the rush at the beginning; set then.</summary>
    public bool CameSteadily { get; set; }

    /// <summary>What must become of a file.</summary>
    public static DemoExpectation Of(DemoFile file)
    {
        string bytes = BytesDigestOf(file.Bytes);
        return new DemoExpectation(file)
        {
            BytesDigest = bytes,
            ContentDigest = file.IsXml ? CanonicalXml.Digest(new MemoryStream(file.Bytes)) : bytes,
        };
    }

    /// <summary>The digest of bytes.</summary>
    public static string BytesDigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
