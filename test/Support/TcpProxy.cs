using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Viaduct.Support;

/// <summary>
/// A TCP proxy on loopback in front of a server: it cuts connections, holds back what either side sends, lets only a
/// part of it through, and parts the two sides, as networks do.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Link, byte> _links = new();
    private readonly IPEndPoint _target;
    private Task _accepting = Task.CompletedTask;
    private volatile bool _isParted;

    private TcpProxy(IPEndPoint target) => _target = target;

    /// <summary>The port to connect to instead of the server's.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether new connections are taken; refused ones are closed at once.</summary>
    public bool Refuses { get; set; }

    /// <summary>Starts a proxy in front of a port of loopback.</summary>
    public static TcpProxy Start(int targetPort)
    {
        var proxy = new TcpProxy(new IPEndPoint(IPAddress.Loopback, targetPort));
        proxy._listener.Start();
        proxy._accepting = Task.Run(proxy.AcceptAsync);
        return proxy;
    }

    /// <summary>Breaks every connection, to both sides; new ones are taken.</summary>
    public void Cut()
    {
        foreach (var link in _links.Keys)
        {
            link.Cut();
        }
    }

    /// <summary>
    /// Nothing that the server sends on the present connections reaches a client any more, until <see cref="Flow"/>.
    /// </summary>
    public void HoldAnswers()
    {
        foreach (var link in _links.Keys)
        {
            link.Answers.Hold(after: 0);
        }
    }

    /// <summary>
    /// From now on only so many bytes of each present connection reach the server; what is beyond is held back until
    /// <see cref="Flow"/>.
    /// </summary>
    public void HoldRequestsAfter(long bytes)
    {
        foreach (var link in _links.Keys)
        {
            link.Requests.Hold(bytes);
        }
    }

    /// <summary>
    /// Nothing is carried any more, and nothing refused, on present connections and on new ones, until
    /// <see cref="Flow"/>: what was sent arrives then.
    /// </summary>
    public void Part()
    {
        _isParted = true;
        foreach (var link in _links.Keys)
        {
            link.Hold();
        }
    }

    /// <summary>Everything flows again.</summary>
    public void Flow()
    {
        _isParted = false;
        foreach (var link in _links.Keys)
        {
            link.Open();
        }
    }

    /// <summary>Breaks every connection and takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Flow();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private static bool IsEnd(Exception error) =>
        error is SocketException or OperationCanceledException or ObjectDisposedException;

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                _ = ServeAsync(client);
            }
            catch (Exception error) when (IsEnd(error))
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var link = new Link(client, server);
        if (Refuses)
        {
            return;
        }
        _links.TryAdd(link, 0);
        if (_isParted)
        {
            link.Hold();
            // Whoever lets everything flow sets the mark first: a link that came in between is not forgotten.
            if (!_isParted) link.Open();
        }
        try
        {
            await server.ConnectAsync(_target, _stop.Token);
            await Task.WhenAny(
                PumpAsync(client, server, link.Requests), PumpAsync(server, client, link.Answers));
        }
        catch (Exception error) when (IsEnd(error))
        {
            // One of the sides is gone.
        }
        finally
        {
            _links.TryRemove(link, out _);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Gate gate)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, _stop.Token)) > 0)
            {
                for (var sent = 0; sent < read;)
                {
                    var allowed = await gate.PassAsync(read - sent, _stop.Token);
                    await SendAllAsync(buffer.AsMemory(sent, allowed), to);
                    sent += allowed;
                }
            }
        }
        catch (Exception error) when (IsEnd(error))
        {
            // One of the sides is gone: so is the other.
        }
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes, Socket to)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, _stop.Token)..];
        }
    }

    /// <summary>Lets bytes through in one direction, as many as it may.</summary>
    private sealed class Gate
    {
        private readonly Lock _lock = new();
        private long _left = long.MaxValue;
        private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Hold(long after)
        {
            lock (_lock)
            {
                _left = after;
                _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public void Open()
        {
            lock (_lock)
            {
                _left = long.MaxValue;
                _opened.TrySetResult();
            }
        }

        /// <summary>How many of the bytes may pass now; waits until at least one may.</summary>
        public async Task<int> PassAsync(int bytes, CancellationToken stop)
        {
            while (true)
            {
                Task opened;
                lock (_lock)
                {
                    var allowed = (int)Math.Min(_left, bytes);
                    if (allowed > 0)
                    {
                        _left -= _left == long.MaxValue ? 0 : allowed;
                        return allowed;
                    }
                    opened = _opened.Task;
                }
                await opened.WaitAsync(stop);
            }
        }
    }

    private sealed class Link(Socket client, Socket server) : IDisposable
    {
        public Gate Answers { get; } = new();

        public Gate Requests { get; } = new();

        public void Hold()
        {
            Answers.Hold(after: 0);
            Requests.Hold(after: 0);
        }

        public void Open()
        {
            Answers.Open();
            Requests.Open();
        }

        public void Cut()
        {
            foreach (var socket in new[] { client, server })
            {
                try
                {
                    // A reset, not an orderly end.
                    socket.LingerState = new LingerOption(true, 0);
                }
                catch (Exception error) when (error is SocketException or ObjectDisposedException)
                {
                    // It is gone already.
                }
                socket.Dispose();
            }
        }

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
