using System.Net;
using System.Net.Sockets;

namespace Viaduct.Support;

/// <summary>Ports for servers of tests.</summary>
public static class FreePort
{
    /// <summary>
    /// A TCP port on loopback that was free a moment ago. Another process can take it before its user does:
    /// a server that cannot bind is started again with another one.
    /// </summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
