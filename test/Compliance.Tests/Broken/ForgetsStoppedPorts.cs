using Viaduct.Compliance.Model;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Clean-up removes what a host has done, whichever of its ports are stopped.</summary>
internal sealed class ForgetsStoppedPorts : MessageBoxModel
{
    protected override bool Names(byte[] entries, int port) => false;
}
