using Viaduct.Core.Store;

namespace Viaduct.Cli.Demo;

/// <summary>An open item of the run, with the file that it came from.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Port">The location or port at which it stands.</param>
/// <param name="State">Its state.</param>
/// <param name="FailureCode">The code of the failure.</param>
/// <param name="FailureText">The text of the failure.</param>
/// <param name="BytesDigest">The digest of the bytes that are kept.</param>
internal sealed record SuspendedFile(
    string Name, string Port, OpenItemState State, string? FailureCode, string? FailureText, string BytesDigest);
