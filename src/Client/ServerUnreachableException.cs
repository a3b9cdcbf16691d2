namespace Viaduct.Client;

/// <summary>
/// No server answers at any of the addresses. What was asked may have been done, if the answer was lost.
/// </summary>
public sealed class ServerUnreachableException : Exception
{
    /// <summary>Says which, and why the last did not.</summary>
    public ServerUnreachableException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
