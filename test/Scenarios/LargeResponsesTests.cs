using System.Net;
using System.Security.Cryptography;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Responses that are larger than the memory of a server may become.</summary>
public class LargeResponsesTests
{
    private const long Length = 200_000_000;

    // A debug build and its just-in-time code need some more than the 200 MB that a server is to need at most.
    private const long MemoryMax = 240L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_of_any_size_passes_to_whoever_asked(bool postgres)
    {
        await using var database = postgres ? await PostgresServer.StartNewAsync() : null;
        string? store = database is null ? null : FileGroup.Address(await database.CreateDatabaseAsync());
        using var group = new FileGroup(store);
        await using var far = new FarSide();
        int port = FreePort.Take();
        group.ConfigureText($$"""
            receivePorts:
              - name: questions
                twoWay: true
                responseTimeout: 5m
                locations: [ { name: questions-http, http: { url: "http://localhost:{{port}}/ask" } } ]
            sendPorts:
              - name: far
                twoWay: true
                filter: receivePort == "questions"
                http: { url: "{{far.Url}}/", responseBytes: 250MB, responseTime: 5m }
            """);
        await using var server = await group.StartReadyAsync();
        using var client = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{port}/ask")
        {
            Content = new StringContent("all of it"),
        };

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Length, answer.Content.Headers.ContentLength);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        Assert.Equal(far.Hash, await SHA256.HashDataAsync(stream));

        Assert.InRange(PeakMemory.Of(server), 0, MemoryMax);
        await FileGroup.StopAsync(server);
    }

    /// <summary>A server that answers with many bytes.</summary>
    private sealed class FarSide : IAsyncDisposable
    {
        private readonly byte[] _piece = RandomNumberGenerator.GetBytes(1_000_000);
        private readonly LoopbackHttp _http;

        public FarSide()
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long left = Length; left > 0; left -= _piece.Length) hash.AppendData(Numbered(left));
            Hash = hash.GetHashAndReset();
            _http = new LoopbackHttp(AnswerAsync);
        }

        public string Url => _http.Url;

        public byte[] Hash { get; }

        public ValueTask DisposeAsync() => _http.DisposeAsync();

        private byte[] Numbered(long number)
        {
            BitConverter.TryWriteBytes(_piece, number);
            return _piece;
        }

        private async Task AnswerAsync(HttpListenerContext http)
        {
            http.Response.ContentLength64 = Length;
            for (long left = Length; left > 0; left -= _piece.Length)
                await http.Response.OutputStream.WriteAsync(Numbered(left));
            http.Response.Close();
        }
    }
}
