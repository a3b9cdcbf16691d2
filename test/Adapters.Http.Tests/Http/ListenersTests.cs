using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Viaduct.Adapters.Http;
using Viaduct.Core.Messages;
using Viaduct.Support;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>Locations that share a listener, come, change and go.</summary>
public class ListenersTests
{
    private const string Post =
        "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\na";

    [Fact]
    public async Task Locations_of_one_port_are_told_apart_by_their_paths_and_the_longest_wins()
    {
        await using var world = await HttpWorld.StartManyAsync(w =>
        [
            ("all", w.Options("/") with { SubPaths = true }), ("orders", w.Options("/orders")),
            ("below", w.Options("/orders/eu") with { SubPaths = true }),
        ]);
        foreach (var (path, port) in new[]
        {
            ("/", "all"), ("/x", "all"), ("/orders", "orders"), ("/orders/us", "all"), ("/orders/eu", "below"),
            ("/orders/eu/1/2", "below"), ("/orders/eux", "all"), ("/Orders", "all"),
        })
        {
            int before = world.Arrived.Count;
            using var answer = await world.PostAsync(path, path: path);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            await world.ArrivedAsync(before + 1);
            Assert.Equal(
                (path, port), (path, world.Arrived[^1].Context.Text(SystemProperties.ReceivePortName)));
        }
    }

    [Fact]
    public async Task A_location_that_comes_changes_or_goes_never_disturbs_the_requests_of_others()
    {
        await using var world = await HttpWorld.StartManyAsync(w => [("orders", w.Options("/orders"))]);
        using var stop = new CancellationTokenSource();
        var stream = PostOnOneConnectionAsync(world, stop.Token);
        var orders = ("orders", world.Options("/orders"));
        await world.ApplyAsync([orders, ("other", world.Options("/other"))]);
        await AnswersAsync(world, "/other", HttpStatusCode.Accepted);
        await world.ApplyAsync([orders, ("other", world.Options("/other") with { Methods = ["PUT"] })]);
        await AnswersAsync(world, "/other", HttpStatusCode.MethodNotAllowed);
        await world.ApplyAsync([orders]);
        await AnswersAsync(world, "/other", HttpStatusCode.ServiceUnavailable);
        await stop.CancelAsync();
        Assert.True(await stream > 0);
    }

    [Fact]
    public async Task A_location_that_changes_again_and_again_takes_every_request()
    {
        await using var world = await HttpWorld.StartAsync();
        using var stop = new CancellationTokenSource();
        Task<int>[] streams = [.. Enumerable.Range(0, 4).Select(_ => PostOnOneConnectionAsync(world, stop.Token))];
        for (int change = 1; change <= 20; change++)
        {
            int before = world.Arrived.Count;
            await world.ApplyAsync([("orders", world.Options("/orders") with { Requests = 100 + change })]);
            await world.ArrivedAsync(before + 20);
        }

        await stop.CancelAsync();
        int served = (await Task.WhenAll(streams)).Sum();
        await world.ArrivedAsync(served);
        Assert.Equal(served, world.Arrived.Count);
    }

    [Fact]
    public async Task Every_option_of_a_location_and_its_listener_changes_under_load_and_no_connection_is_lost()
    {
        await using var world = await HttpWorld.StartAsync();
        using var stop = new CancellationTokenSource();
        Task<int>[] streams =
        [
            .. Enumerable.Range(0, 3).Select(_ => PostOnOneConnectionAsync(world, stop.Token)),
            PostOnNewConnectionsAsync(world, stop.Token),
        ];
        var now = world.Options("/orders");
        foreach (var change in Changes)
        {
            int before = world.Arrived.Count;
            now = change(now);
            await world.ApplyAsync([("orders", now)]);
            await world.ArrivedAsync(before + 20);
        }

        // The last change holds, and so do all before it.
        await HttpWorld.UntilAsync(() => StatusWithHeaders(world, 30) == 431, "the limit of headers holds");
        await stop.CancelAsync();
        int served = (await Task.WhenAll(streams)).Sum();
        await world.ArrivedAsync(served);
        Assert.Equal(served, world.Arrived.Count);
    }

    [Fact]
    public async Task Fewer_connections_close_none_that_is_open()
    {
        await using var world = await HttpWorld.StartAsync();
        using var stop = new CancellationTokenSource();
        Task<int>[] streams =
            [.. Enumerable.Range(0, 3).Select(_ => PostOnOneConnectionAsync(world, stop.Token))];
        await world.ArrivedAsync(30);
        await world.ApplyAsync(
            [("orders", world.Options("/orders") with { Listener = new HttpListenerOptions { Connections = 1 } })]);
        await HttpWorld.UntilAsync(() => !IsLetIn(world), "a further connection is closed");
        await world.ArrivedAsync(world.Arrived.Count + 30);
        await world.ApplyAsync([("orders", world.Options("/orders"))]);
        await HttpWorld.UntilAsync(() => IsLetIn(world), "a further connection is let in");
        await stop.CancelAsync();
        Assert.DoesNotContain(0, await Task.WhenAll(streams));
    }

    [Fact]
    public async Task Another_certificate_is_shown_to_new_connections_and_open_ones_go_on()
    {
        using var temp = new TempFolder();
        using var first = Certificates.Make("CN=localhost");
        using var second = Certificates.Make("CN=localhost");
        string one = Path.Join(temp.Path, "one.pem"), other = Path.Join(temp.Path, "other.pem");
        await File.WriteAllTextAsync(one, first.Pem());
        await File.WriteAllTextAsync(other, second.Pem());
        await using var world = await HttpWorld.StartManyAsync(w => [("orders", Secure(w, one))]);
        using var open = new TlsCaller(world, own: null);
        Assert.Equal(HttpStatusCode.Accepted, await open.AskAsync());
        await world.ApplyAsync([("orders", Secure(world, other))]);
        await HttpWorld.UntilAsync(() => ShownTo(world) == second.Thumbprint, "the other certificate is shown");
        Assert.Equal(HttpStatusCode.Accepted, await open.AskAsync());
        Assert.Equal([first.Thumbprint], open.Seen);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_leaves_the_one_before()
    {
        using var temp = new TempFolder();
        using var first = Certificates.Make("CN=localhost");
        string one = Path.Join(temp.Path, "one.pem");
        await File.WriteAllTextAsync(one, first.Pem());
        await using var world = await HttpWorld.StartManyAsync(w => [("orders", Secure(w, one))]);
        await world.ApplyAsync(
            [("orders", Secure(world, Path.Join(temp.Path, "missing.pem")) with { Methods = ["PUT"] })]);
        // The other methods say that the change has been taken up.
        using var caller = new TlsCaller(world, own: null);
        await HttpWorld.UntilAsync(
            () => caller.AskAsync().Result == HttpStatusCode.MethodNotAllowed, "the change is taken up");
        Assert.Equal(first.Thumbprint, ShownTo(world));
    }

    [Fact]
    public async Task Callers_are_known_by_their_certificates()
    {
        using var temp = new TempFolder();
        using var first = Certificates.Make("CN=localhost");
        using var caller = Certificates.Make("CN=partner");
        using var stranger = Certificates.Make("CN=stranger");
        string file = Path.Join(temp.Path, "server.pem");
        await File.WriteAllTextAsync(file, first.Pem());
        await using var world = await HttpWorld.StartManyAsync(w =>
        [
            ("orders", new HttpReceiveOptions
            {
                Url = $"https://127.0.0.1:{w.Port}/orders",
                Listener = new HttpListenerOptions { Certificate = file },
                Auth = new HttpReceiveAuthOptions
                {
                    Kind = HttpAuthKind.Certificate,
                    Callers =
                    [
                        new HttpCallerOptions
                        {
                            Name = "partner", Thumbprint = caller.GetCertHashString(HashAlgorithmName.SHA256),
                        },
                    ],
                },
            }),
        ]);
        Assert.Equal((HttpStatusCode.Unauthorized, first.Thumbprint), await AskAsync(world, null));
        Assert.Equal((HttpStatusCode.Unauthorized, first.Thumbprint), await AskAsync(world, stranger));
        Assert.Equal((HttpStatusCode.Accepted, first.Thumbprint), await AskAsync(world, caller));
        await world.ArrivedAsync(1);
        Assert.Equal("partner", world.Arrived.Single().Context.Text(HttpProperties.Caller));
    }

    /// <summary>One change of each option, each on top of those before.</summary>
    private static readonly IReadOnlyList<Func<HttpReceiveOptions, HttpReceiveOptions>> Changes =
    [
        o => o with { Methods = ["POST", "PUT"] },
        o => o with { ContentTypes = ["text/*"] },
        o => o with { Headers = ["X-Order"] },
        o => o with { BodyBytes = 1 << 20 },
        o => o with { BodyTime = TimeSpan.FromMinutes(1) },
        o => o with { BytesPerSecond = 100 },
        o => o with { Requests = 100 },
        o => o with { LargeBodies = 2 },
        o => o with { Wait = TimeSpan.FromSeconds(30) },
        o => o with { RetryAfter = TimeSpan.FromSeconds(5) },
        o => o with { IdempotencyKeys = false },
        o => o with { Listener = o.Listener with { Connections = 1_000 } },
        o => o with { Listener = o.Listener with { HeaderTime = TimeSpan.FromSeconds(30) } },
        o => o with { Listener = o.Listener with { IdleTime = TimeSpan.FromMinutes(5) } },
        o => o with { Listener = o.Listener with { HeaderBytes = 16 << 10 } },
        o => o with { Listener = o.Listener with { LineBytes = 4 << 10 } },
        o => o with { Listener = o.Listener with { HeaderCount = 12 } },
    ];

    /// <summary>Posts until it is stopped, on one connection: were it closed, the next request would fail.</summary>
    private static async Task<int> PostOnOneConnectionAsync(HttpWorld world, CancellationToken stop)
    {
        await Task.Yield();
        int served = 0;
        await using var raw = await RawClient.ConnectAsync(world.Port);
        while (!stop.IsCancellationRequested)
        {
            await raw.SendAsync(Post);
            Assert.StartsWith("HTTP/1.1 202", await raw.ReadAnswerAsync());
            served++;
        }

        return served;
    }

    /// <summary>Posts until it is stopped, each time on another connection: none is refused or reset.</summary>
    private static async Task<int> PostOnNewConnectionsAsync(HttpWorld world, CancellationToken stop)
    {
        await Task.Yield();
        int served = 0;
        for (; !stop.IsCancellationRequested; served++)
        {
            await using var raw = await RawClient.ConnectAsync(world.Port);
            await raw.SendAsync(Post);
            Assert.StartsWith("HTTP/1.1 202", await raw.ReadAnswerAsync());
        }

        return served;
    }

    private static Task AnswersAsync(HttpWorld world, string path, HttpStatusCode wanted) => HttpWorld.UntilAsync(
        () =>
        {
            try
            {
                return world.PostAsync("x", path: path).Result.StatusCode == wanted;
            }
            catch (AggregateException e) when (e.InnerException is HttpRequestException)
            {
                return false;
            }
        },
        $"{path} answers {wanted}");

    private static async Task<(HttpStatusCode, string)> AskAsync(HttpWorld world, X509Certificate2? own)
    {
        using var caller = new TlsCaller(world, own);
        var status = await caller.AskAsync();
        return (status, caller.Seen.Single());
    }

    private static string ShownTo(HttpWorld world)
    {
        using var caller = new TlsCaller(world, own: null);
        _ = caller.AskAsync().Result;
        return caller.Seen.Single();
    }

    private static HttpReceiveOptions Secure(HttpWorld world, string certificate) => new()
    {
        Url = $"https://127.0.0.1:{world.Port}/orders",
        Listener = new HttpListenerOptions { Certificate = certificate },
    };

    private static int StatusWithHeaders(HttpWorld world, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, world.Url());
        for (int i = 0; i < count; i++) request.Headers.Add($"X-{i}", "a");
        try
        {
            using var answer = world.Client.Send(request);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private static bool IsLetIn(HttpWorld world)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, world.Url()) { Content = new StringContent("a") };
        try
        {
            using var answer = client.Send(request);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
