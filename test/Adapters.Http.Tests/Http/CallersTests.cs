using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Viaduct.Adapters.Http;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>Who may send.</summary>
public class CallersTests
{
    private static readonly HttpCallerOptions[] Two =
    [
        new() { Name = "contoso", Secret = "first-secret" }, new() { Name = "fabrikam", Secret = "second-secret" },
    ];

    [Fact]
    public async Task A_key_names_its_caller_and_whoever_has_none_is_refused()
    {
        await using var world = await HttpWorld.StartAsync(
            o => o with { Auth = new HttpReceiveAuthOptions { Kind = HttpAuthKind.ApiKey, Callers = Two } });
        using var none = await world.PostAsync("x");
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(
            world, r => r.Headers.Add("X-Api-Key", "first-secreT")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(
            world, r => r.Headers.Add("X-Api-Key", ["first-secret", "second-secret"])));
        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(world, r => r.Headers.Add("X-Api-Key", "second-secret")));
        await world.ArrivedAsync(1);
        Assert.Equal("fabrikam", world.Arrived.Single().Context.Text(HttpProperties.Caller));
    }

    [Fact]
    public async Task A_user_is_asked_for_a_password()
    {
        await using var world = await HttpWorld.StartAsync(
            o => o with { Auth = new HttpReceiveAuthOptions { Kind = HttpAuthKind.Basic, Callers = Two } });
        using var none = await world.PostAsync("x");
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal("Basic", none.Headers.WwwAuthenticate.Single().Scheme);
        foreach (string bad in new[] { "contoso:second-secret", "contoso:", ":", "contoso", "no:first-secret" })
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(world, r => Basic(r, bad)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(
            world, r => r.Headers.Authorization = new AuthenticationHeaderValue("Basic", "%%%")));
        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(world, r => Basic(r, "contoso:first-secret")));
        await world.ArrivedAsync(1);
    }

    [Fact]
    public async Task Keys_of_requests_belong_to_their_callers()
    {
        await using var world = await HttpWorld.StartAsync(
            o => o with { Auth = new HttpReceiveAuthOptions { Kind = HttpAuthKind.ApiKey, Callers = Two } });
        foreach (var caller in Two)
            Assert.Equal(HttpStatusCode.Accepted, await AskAsync(world, r =>
            {
                r.Headers.Add("X-Api-Key", caller.Secret);
                r.Headers.Add("Idempotency-Key", "the-same");
            }));
        await world.ArrivedAsync(2);
    }

    [Fact]
    public void No_secret_is_shown_by_the_options()
    {
        var receive = new HttpReceiveOptions
        {
            Url = "https://*:1/x", Listener = new HttpListenerOptions { Password = "hidden" },
            Auth = new HttpReceiveAuthOptions { Callers = [new HttpCallerOptions { Name = "n", Secret = "hidden" }] },
        };
        var send = new HttpSendOptions
        {
            Url = "https://x/", Auth = new HttpSendAuthOptions { Secret = "hidden" },
            Tls = new HttpSendTlsOptions { Password = "hidden" }, Proxy = new HttpProxyOptions { Password = "hidden" },
        };
        Assert.DoesNotContain("hidden", receive.ToString() + receive.Auth.Callers[0] + send);
    }

    private static void Basic(HttpRequestMessage request, string pair) => request.Headers.Authorization =
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));

    private static async Task<HttpStatusCode> AskAsync(HttpWorld world, Action<HttpRequestMessage> change)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, world.Url()) { Content = new StringContent("x") };
        change(request);
        using var answer = await world.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
