using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Viaduct.Adapters.Http;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Support;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>What the far side gets, and what its answers mean.</summary>
public class SendingRequestsTests
{
    private static readonly PropertyKey Id = PropertyKey.Get("urn:contoso", "Id");

    [Fact]
    public async Task A_message_is_posted_with_its_type_its_key_and_the_headers_of_the_port()
    {
        await using var far = await FarSide.StartAsync();
        var options = new HttpSendOptions
        {
            Url = far.Url + "/orders/{urn:contoso#Id}?m={BTS.MessageID}",
            Headers =
            [
                new HttpHeaderOptions { Name = "X-Id", Value = "id {urn:contoso#Id}." },
                new HttpHeaderOptions { Name = "X-None", Value = "{HTTP.Caller}" },
            ],
        };
        var one = await SentOut.SendAsync(options, new SentOut("body", "text/xml; charset=utf-8", (Id, "a/b ?&ü")));
        Assert.True(one.IsSent);
        var asked = Assert.Single(far.Requests);
        Assert.Equal("POST", asked.Method);
        string path = asked.Path.Replace("%26", "&").Replace("%C3%BC", "ü");
        Assert.Equal($"/orders/a%2Fb%20%3F&ü?m={one.Message.Id}", path);
        Assert.Equal("body", asked.Text);
        Assert.Equal("text/xml; charset=utf-8", asked.Header("Content-Type"));
        Assert.Equal(one.Key.ToString(), asked.Header("Idempotency-Key"));
        Assert.Equal("id a/b ?&%C3%BC.", asked.Header("X-Id"));
        Assert.Null(asked.Header("X-None"));
    }

    [Fact]
    public async Task No_value_can_end_a_header_or_choose_another_path_or_host()
    {
        await using var far = await FarSide.StartAsync();
        var options = new HttpSendOptions
        {
            Url = far.Url + "/in/{urn:contoso#Id}/x",
            Headers = [new HttpHeaderOptions { Name = "X-Id", Value = "{urn:contoso#Id}" }],
        };
        await SentOut.SendAsync(options, new SentOut("b", null, (Id, "a\r\nX-Evil: 1\r\n\r\nGET /evil HTTP/1.1")));
        await SentOut.SendAsync(options, new SentOut("b", null, (Id, "@evil.example/#?")));
        Assert.Equal(2, far.Requests.Count);
        Assert.All(far.Requests, asked =>
        {
            Assert.StartsWith("/in/", asked.Path);
            Assert.EndsWith("/x", asked.Path);
            Assert.Null(asked.Header("X-Evil"));
        });
        foreach (string step in new[] { "..", "." })
        {
            var refused = await SentOut.SendAsync(options, new SentOut("b", null, (Id, step)));
            Assert.Equal((FailureCodes.TransmitRefused, false), (refused.Failure!.Code, refused.IsTransient));
        }

        var missing = await SentOut.SendAsync(options);
        Assert.Contains("urn:contoso#Id", missing.Failure!.Text);
        Assert.Equal(2, far.Requests.Count);
    }

    [Theory]
    [InlineData(200, true, false)]
    [InlineData(204, true, false)]
    [InlineData(301, false, false)]
    [InlineData(307, false, false)]
    [InlineData(400, false, false)]
    [InlineData(401, false, false)]
    [InlineData(404, false, false)]
    [InlineData(408, false, true)]
    [InlineData(409, false, false)]
    [InlineData(422, false, false)]
    [InlineData(425, false, true)]
    [InlineData(429, false, true)]
    [InlineData(500, false, true)]
    [InlineData(503, false, true)]
    public async Task A_status_says_whether_a_retry_may_succeed(int status, bool sent, bool transient)
    {
        await using var far = await FarSide.StartAsync(status);
        var one = await SentOut.SendAsync(new HttpSendOptions { Url = far.Url });
        Assert.Equal((sent, transient), (one.IsSent, one.IsTransient));
        if (!sent)
            Assert.Equal(
                transient ? FailureCodes.TransmitTransient : FailureCodes.TransmitRefused, one.Failure!.Code);
    }

    [Fact]
    public async Task The_lists_of_the_port_go_before_the_usual_meaning()
    {
        await using var conflict = await FarSide.StartAsync(409);
        var options = new HttpSendOptions { Url = conflict.Url, Transient = [409], Permanent = [501] };
        Assert.True((await SentOut.SendAsync(options)).IsTransient);
        await using var missing = await FarSide.StartAsync(501);
        Assert.False((await SentOut.SendAsync(options with { Url = missing.Url })).IsTransient);
    }

    [Fact]
    public async Task Retry_After_is_obeyed_as_seconds_and_as_a_date_up_to_a_limit()
    {
        var cases = new (string Header, int Least, int Most)[]
        {
            ("90", 90, 90), ("99999", 3600, 3600),
            (TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("r"), 200, 300),
        };
        foreach (var (header, least, most) in cases)
        {
            await using var far = await FarSide.StartAsync(503, r => r.Headers.RetryAfter = header);
            var one = await SentOut.SendAsync(new HttpSendOptions { Url = far.Url });
            Assert.InRange(one.NotBefore!.Value.TotalSeconds, least, most);
        }

        await using var odd = await FarSide.StartAsync(503, r => r.Headers.RetryAfter = "soon");
        Assert.Null((await SentOut.SendAsync(new HttpSendOptions { Url = odd.Url })).NotBefore);
    }

    [Fact]
    public async Task What_the_far_side_says_of_a_failure_is_kept_shortened_and_cleaned()
    {
        await using var far = await FarSide.StartAsync(async http =>
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync("no \u0007 such\r\norder " + new string('x', 5000));
        });
        var one = await SentOut.SendAsync(new HttpSendOptions { Url = far.Url + "/o?token=secret" });
        Assert.Contains("no   such  order xxx", one.Failure!.Text);
        Assert.InRange(one.Failure.Text.Length, 1000, 1400);
        Assert.DoesNotContain("secret", one.Failure.Text);
    }

    [Fact]
    public async Task A_far_side_that_is_not_there_or_does_not_answer_is_tried_again()
    {
        var away = await SentOut.SendAsync(new HttpSendOptions { Url = $"http://127.0.0.1:{FreePort.Take()}/" });
        Assert.True(away.IsTransient);
        Assert.Contains("could not be connected", away.Failure!.Text);
        var hang = new TaskCompletionSource();
        await using var far = await FarSide.StartAsync(_ => hang.Task);
        var silent = await SentOut.SendAsync(
            new HttpSendOptions { Url = far.Url, ResponseTime = TimeSpan.FromMilliseconds(200) });
        Assert.True(silent.IsTransient);
        Assert.Contains("did not answer within", silent.Failure!.Text);
        hang.SetResult();
    }

    [Fact]
    public async Task A_slow_request_holds_no_other_back()
    {
        const int Count = 64;
        var all = new TaskCompletionSource();
        int inside = 0;
        await using var far = await FarSide.StartAsync(async _ =>
        {
            if (Interlocked.Increment(ref inside) == Count) all.SetResult();
            await all.Task;
        });
        await using var sender = SentOut.Sender(new HttpSendOptions { Url = far.Url });
        Assert.Equal((1, Count), (sender.Capacity.BatchMessages, sender.Capacity.ParallelBatches));
        var sent = Enumerable.Range(0, Count).Select(_ => new SentOut()).ToList();
        await Task.WhenAll(sent.Select(one => sender.TransmitAsync([one], default).AsTask()))
            .WaitAsync(HttpWorld.Patience);
        Assert.All(sent, one => Assert.True(one.IsSent));
    }

    [Fact]
    public async Task Redirections_are_followed_only_where_allowed_and_secrets_stay_with_their_host()
    {
        await using var target = await FarSide.StartAsync();
        await using var far = await FarSide.StartAsync(
            307, r => r.Headers.Location = $"{target.Url}/there");
        var options = new HttpSendOptions
        {
            Url = far.Url, Auth = new HttpSendAuthOptions { Kind = HttpSendAuthKind.Bearer, Secret = "token" },
        };
        Assert.False((await SentOut.SendAsync(options)).IsSent);
        Assert.Empty(target.Requests);
        Assert.True((await SentOut.SendAsync(options with { Redirects = 1 })).IsSent);
        Assert.Equal("Bearer token", far.Requests.Last().Header("Authorization"));
        var asked = Assert.Single(target.Requests);
        Assert.Equal(("POST", "/there", "hello"), (asked.Method, asked.Path, asked.Text));
        Assert.Null(asked.Header("Authorization"));
        await using var loop = await FarSide.StartAsync(308, r => r.Headers.Location = "/again");
        Assert.False((await SentOut.SendAsync(options with { Url = loop.Url, Redirects = 3 })).IsSent);
        Assert.Equal(4, loop.Requests.Count);
    }

    [Fact]
    public async Task A_far_side_is_trusted_by_its_authority_and_sees_the_certificate_of_the_port()
    {
        using var temp = new TempFolder();
        using var server = Certificates.Make("CN=far");
        using var own = Certificates.Make("CN=own");
        string authority = Path.Join(temp.Path, "ca.pem"), client = Path.Join(temp.Path, "own.pem");
        await File.WriteAllTextAsync(authority, server.ExportCertificatePem());
        await File.WriteAllTextAsync(client, own.Pem());
        string? seen = null;
        await using var far = await FarSide.StartAsync(
            http =>
            {
                seen = http.Connection.ClientCertificate?.Thumbprint;
                return Task.CompletedTask;
            },
            listen => listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => new ValueTask<SslServerAuthenticationOptions>(new SslServerAuthenticationOptions
                {
                    ServerCertificate = server, ClientCertificateRequired = true,
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                }),
            }));
        string url = $"https://127.0.0.1:{far.Port}/";
        var untrusted = await SentOut.SendAsync(new HttpSendOptions { Url = url });
        Assert.Contains("TLS could not be agreed on", untrusted.Failure!.Text);
        var trusted = await SentOut.SendAsync(new HttpSendOptions
        {
            Url = url, Tls = new HttpSendTlsOptions { Authorities = authority, Certificate = client },
        });
        Assert.True(trusted.IsSent, trusted.Failure?.Text);
        Assert.Equal(own.Thumbprint, seen);
        var unreadable = await SentOut.SendAsync(new HttpSendOptions
        {
            Url = url, Tls = new HttpSendTlsOptions { Authorities = authority + ".none" },
        });
        Assert.True(unreadable.IsTransient);
    }
}
