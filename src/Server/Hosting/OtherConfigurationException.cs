namespace Viaduct.Server.Hosting;

/// <summary>The group runs another configuration than the one that the server was started with.</summary>
public sealed class OtherConfigurationException : Exception
{
    /// <summary>Says which, and what to do.</summary>
    public OtherConfigurationException(string message)
        : base(message)
    {
    }
}
