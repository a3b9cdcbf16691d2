using System.Net.Sockets;
using System.Text;

namespace Viaduct.Scenarios;

/// <summary>What a service manager does for a service of the kind notify: it listens at a datagram socket.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[8_192];

    /// <summary>Listens.</summary>
    /// <param name="name">A path, or <c>@</c> and an abstract name.</param>
    /// <param name="watchdog">How long the service may give no sign; null for no watchdog.</param>
    public NotifySocket(string name, TimeSpan? watchdog = null)
    {
        _socket.Bind(new UnixDomainSocketEndPoint(name[0] == '@' ? $"\0{name[1..]}" : name));
        Environment = new Dictionary<string, string?>
        {
            ["NOTIFY_SOCKET"] = name,
            ["WATCHDOG_USEC"] = watchdog is { } time ? $"{time.TotalMicroseconds:0}" : null,
        };
    }

    /// <summary>What the service is started with.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>The next message, or null if none comes within the time.</summary>
    public async Task<string?> NextAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            int length = await _socket.ReceiveAsync(_buffer, limit.Token);
            return Encoding.UTF8.GetString(_buffer, 0, length);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Waits for a message that holds a text, and gives all that came until then.</summary>
    public async Task<IReadOnlyList<string>> UntilAsync(string text)
    {
        var all = new List<string>();
        do
        {
            string? next = await NextAsync(ViaductProgram.Patience);
            Assert.True(next is not null, $"No '{text}' came, but: {string.Join(" | ", all)}");
            all.Add(next);
        }
        while (!all[^1].Contains(text, StringComparison.Ordinal));

        return all;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
