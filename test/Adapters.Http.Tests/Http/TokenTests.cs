using Microsoft.AspNetCore.Http;
using Viaduct.Adapters.Http;
using Viaduct.Support;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>Access tokens of a port that has client credentials.</summary>
public class TokenTests
{
    [Fact]
    public async Task One_token_is_fetched_for_many_requests_and_renewed_before_it_ends()
    {
        int fetched = 0;
        await using var issuer = await FarSide.StartAsync(http => http.Response.WriteAsync(
            $$"""{"access_token":"t{{Interlocked.Increment(ref fetched)}}","token_type":"Bearer","expires_in":100}"""));
        await using var far = await FarSide.StartAsync();
        var time = new ManualTimeProvider();
        await using var sender = SentOut.Sender(Options(issuer, far), time);
        await SendManyAsync(sender, 20);
        Assert.Equal(1, fetched);
        Assert.All(far.Requests, asked => Assert.Equal("Bearer t1", asked.Header("Authorization")));
        Assert.Contains("grant_type=client_credentials", issuer.Requests.Single().Text);
        Assert.StartsWith("Basic ", issuer.Requests.Single().Header("Authorization"));
        Assert.DoesNotContain("client-secret", issuer.Requests.Single().Text);
        time.Advance(TimeSpan.FromSeconds(79));
        await SendManyAsync(sender, 1);
        Assert.Equal(1, fetched);
        time.Advance(TimeSpan.FromSeconds(2));
        await SendManyAsync(sender, 20);
        Assert.Equal(2, fetched);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_fetched_anew_once()
    {
        int fetched = 0;
        await using var issuer = await FarSide.StartAsync(http => http.Response.WriteAsync(
            $$"""{"access_token":"t{{Interlocked.Increment(ref fetched)}}","expires_in":"100"}"""));
        await using var far = await FarSide.StartAsync(http =>
        {
            bool isNew = http.Request.Headers.Authorization == "Bearer t2";
            http.Response.StatusCode = isNew ? 200 : 401;
            return Task.CompletedTask;
        });
        Assert.True((await SentOut.SendAsync(Options(issuer, far))).IsSent);
        Assert.Equal(2, far.Requests.Count);
        // And no more often than once.
        var never = await SentOut.SendAsync(Options(issuer, far));
        Assert.False(never.IsSent);
        Assert.Equal(4, far.Requests.Count);
    }

    [Fact]
    public async Task An_issuer_that_refuses_is_told_without_the_secret_and_asked_once_by_all()
    {
        await using var issuer = await FarSide.StartAsync(async http =>
        {
            http.Response.StatusCode = 401;
            await http.Response.WriteAsync("""{"error":"invalid_client","echo":"client-secret"}""");
        });
        await using var far = await FarSide.StartAsync();
        await using var sender = SentOut.Sender(Options(issuer, far));
        var sent = await SendManyAsync(sender, 10);
        Assert.Empty(far.Requests);
        Assert.Single(issuer.Requests);
        Assert.All(sent, one =>
        {
            Assert.True(one.IsTransient);
            Assert.Contains("invalid_client", one.Failure!.Text);
            Assert.DoesNotContain("client-secret", one.Failure.Text);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"access_token":17}""")]
    [InlineData("""{"access_token":"a b"}""")]
    [InlineData("""{"access_token":"a","token_type":"mac"}""")]
    public async Task What_is_no_token_is_said(string answer)
    {
        await using var issuer = await FarSide.StartAsync(http => http.Response.WriteAsync(answer));
        await using var far = await FarSide.StartAsync();
        var one = await SentOut.SendAsync(Options(issuer, far));
        Assert.Contains("no bearer token", one.Failure!.Text);
        Assert.Empty(far.Requests);
    }

    private static HttpSendOptions Options(FarSide issuer, FarSide far) => new()
    {
        Url = far.Url,
        Auth = new HttpSendAuthOptions
        {
            Kind = HttpSendAuthKind.OAuth, User = "client", Secret = "client-secret", TokenUrl = issuer.Url + "/token",
        },
    };

    private static async Task<IReadOnlyList<SentOut>> SendManyAsync(HttpSender sender, int count)
    {
        var sent = Enumerable.Range(0, count).Select(_ => new SentOut()).ToList();
        await Task.WhenAll(sent.Select(one => sender.TransmitAsync([one], default).AsTask()));
        return sent;
    }
}
