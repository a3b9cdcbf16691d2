using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Viaduct.Adapters.Http;
using Viaduct.Core.Messages;
using Viaduct.Support;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>Locations that share a listener, come, change and go.</summary>
public class ListenersTests
{
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
    public async Task A_listener_with_other_options_takes_the_place_of_the_old_one_when_that_is_free()
    {
        await using var world = await HttpWorld.StartAsync();
        await world.ApplyAsync(
            [("orders", world.Options("/orders") with { Listener = new HttpListenerOptions { HeaderCount = 12 } })]);
        await HttpWorld.UntilAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, world.Url());
                for (int i = 0; i < 20; i++) request.Headers.Add($"X-{i}", "a");
                try
                {
                    return (int)world.Client.Send(request).StatusCode == 431;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the new limit holds");
        await AnswersAsync(world, "/orders", HttpStatusCode.Accepted);
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

    /// <summary>Posts until it is stopped, on one connection: were it closed, the next request would fail.</summary>
    private static async Task<int> PostOnOneConnectionAsync(HttpWorld world, CancellationToken stop)
    {
        await Task.Yield();
        int served = 0;
        await using var raw = await RawClient.ConnectAsync(world.Port);
        while (!stop.IsCancellationRequested)
        {
            await raw.SendAsync("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na");
            Assert.StartsWith("HTTP/1.1 202", await raw.ReadAnswerAsync());
            served++;
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
        string seen = "";
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    seen = ((X509Certificate2)certificate!).Thumbprint;
                    return seen.Length > 0;
                },
                ClientCertificates = own is null ? null : [own],
            },
        };
        using var client = new HttpClient(handler);
        using var answer = await client.PostAsync(
            $"https://127.0.0.1:{world.Port}/orders", new StringContent("x"));
        return (answer.StatusCode, seen);
    }
}
