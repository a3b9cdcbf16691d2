using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Viaduct.Cli.Service;

/// <summary>
/// The socket at which the service manager listens (sd_notify): each message is a datagram of lines. Nothing that goes
/// wrong here keeps a server from working.
/// </summary>
internal sealed partial class ServiceSocket : IDisposable
{
    /// <summary>The environment variable that names the socket.</summary>
    public const string Variable = "NOTIFY_SOCKET";

    // What sockaddr_un takes, with the byte that ends a path or begins an abstract name.
    private const int PathBytesMax = 107;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _manager;
    private readonly ILogger _logger;
    private bool _isTold;

    private ServiceSocket(string name, ILogger logger)
    {
        // An abstract name begins with a zero byte, which the variable writes as @.
        _manager = new UnixDomainSocketEndPoint(name[0] == '@' ? $"\0{name[1..]}" : name);
        _logger = logger;
        // A manager that does not read must not hold the server: the kernel would let it wait.
        _socket.Blocking = false;
    }

    /// <summary>The socket that a name means; null if there is none, or none that can be used.</summary>
    /// <param name="name">A path from the root on, or <c>@</c> and an abstract name.</param>
    /// <param name="logger">Where it is said.</param>
    public static ServiceSocket? Open(string? name, ILogger logger)
    {
        if (string.IsNullOrEmpty(name)) return null;
        if (name[0] is '/' or '@' && name.Length > 1 && Encoding.UTF8.GetByteCount(name) <= PathBytesMax)
            return new ServiceSocket(name, logger);
        LogUnusable(logger, Variable);
        return null;
    }

    /// <summary>Sends lines <c>NAME=VALUE</c>. What cannot be sent is lost, and said once.</summary>
    public void Send(string lines)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(lines), _manager);
            _isTold = false;
        }
        catch (SocketException e)
        {
            if (!_isTold) LogLost(_logger, e.Message);
            _isTold = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    [LoggerMessage(
        3201, LogLevel.Warning,
        "{Variable} names no socket that can be used (a path from / on, or @ and a name, of at most 107 bytes): the "
        + "service manager is told nothing.")]
    private static partial void LogUnusable(ILogger logger, string variable);

    [LoggerMessage(3202, LogLevel.Warning, "The service manager cannot be told how the server is: {Text}")]
    private static partial void LogLost(ILogger logger, string text);
}
