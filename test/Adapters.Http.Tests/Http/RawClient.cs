using System.Net.Sockets;
using System.Text;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>A client that writes whatever bytes a test wants.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var raw = new RawClient();
        await raw._socket.ConnectAsync("127.0.0.1", port);
        return raw;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;) sent += await _socket.SendAsync(bytes.AsMemory(sent));
    }

    /// <summary>Says that nothing more comes.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>All that comes until the server closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        using var limit = new CancellationTokenSource(HttpWorld.Patience);
        try
        {
            while (await _socket.ReceiveAsync(buffer, limit.Token) is var count and > 0)
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (SocketException)
        {
            // Closed hard, as a server may do with a client that goes on writing.
        }

        return text.ToString();
    }

    /// <summary>One answer, with its body if it states a length.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[1];
        using var limit = new CancellationTokenSource(HttpWorld.Patience);
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await _socket.ReceiveAsync(buffer, limit.Token) == 0) return text.ToString();
            text.Append((char)buffer[0]);
        }

        const string Length = "Content-Length: ";
        string head = text.ToString();
        int at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return head;
        int bytes = int.Parse(head[(at + Length.Length)..].Split('\r')[0]);
        byte[] body = new byte[bytes];
        for (int read = 0; read < bytes;)
        {
            int count = await _socket.ReceiveAsync(body.AsMemory(read), limit.Token);
            if (count == 0) break;
            read += count;
        }

        return head + Encoding.UTF8.GetString(body);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
