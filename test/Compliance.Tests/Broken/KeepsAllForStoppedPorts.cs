using Viaduct.Compliance.Model;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Clean-up keeps everything of a host from where the first of its stopped ports stands.</summary>
internal sealed class KeepsAllForStoppedPorts : MessageBoxModel
{
    protected override bool Names(byte[] entries, int port) => true;
}
