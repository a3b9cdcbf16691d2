namespace Viaduct.Core.Store;

/// <summary>A send port as a target of routing.</summary>
/// <param name="Reader">The reader of its host, or its own.</param>
/// <param name="Port">Its number.</param>
/// <param name="PortName">Its name.</param>
internal sealed record PortRoute(int Reader, int Port, string PortName)
{
    /// <summary>The port of reply readers: whoever waits for the response. No send port has this number.</summary>
    public const int Waiting = 0;
}
