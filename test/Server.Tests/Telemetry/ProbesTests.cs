using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Client;
using Viaduct.Core.Telemetry;
using Viaduct.Server.Api;
using Viaduct.Server.Hosting;
using Viaduct.Server.Telemetry;
using Viaduct.Server.Tests.Api;

namespace Viaduct.Server.Tests.Telemetry;

/// <summary>What a server says to those who look after it.</summary>
public class ProbesTests
{
    private const string Token = "a-token-that-is-long-enough";

    [Fact]
    public async Task Server_ThatWorks_IsReady_AndHasMetrics()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SuspendAsync(3);
        Assert.Equal("ok\n", await api.Http.GetStringAsync("healthz"));
        Assert.Equal("{\"ready\":true,\"reasons\":[],\"warnings\":[]}", await api.Http.GetStringAsync("readyz"));
        using var answer = await api.Http.GetAsync("metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("0.0.4", answer.Content.Headers.ContentType?.Parameters.First().Value);
        var read = PrometheusParser.Read(await answer.Content.ReadAsStringAsync());
        Assert.Equal(3, read.Value(
            "viaduct_suspended_messages_total", ("messaging_destination_name", "files-folder"),
            ("error_type", "no-subscriber")));
        Assert.Equal(1, read.Value("viaduct_server_info", ("viaduct_server", "a"), ("viaduct_group", "test")));
        Assert.Equal(1, read.Value("viaduct_servers"));
        Assert.Equal(32, read.Value("viaduct_limit_max", ("viaduct_limit", "admin.calls")));

        // The group's figures are a few seconds old at most.
        await ApiUnderTest.UntilAsync(async () => PrometheusParser.Read(await api.Http.GetStringAsync("metrics")).Lines
            .Any(line => line.Name == "viaduct_open_items" && line["viaduct_state"] == "suspended" && line.Value == 3));
    }

    [Fact]
    public async Task Metrics_AreThoseOfTheCatalog()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SuspendAsync(1);
        var read = PrometheusParser.Read(await api.Http.GetStringAsync("metrics"));
        var known = Metrics.All.ToDictionary(PrometheusNames.Of, metric => metric);
        var ours = read.Types.Where(type => !type.Key.StartsWith("dotnet_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ours);
        foreach (var (name, type) in ours)
        {
            Assert.True(known.TryGetValue(name, out var metric), name);
            Assert.Equal(type, metric.Kind.ToString().ToLowerInvariant());
            var tags = metric.Tags.Select(PrometheusNames.Clean).ToHashSet();
            foreach (var line in read.Lines.Where(line => line.Name.StartsWith(name, StringComparison.Ordinal)))
                Assert.DoesNotContain(line.Labels.Keys, label => label != "le" && !tags.Contains(label));
        }
    }

    [Fact]
    public async Task Probes_NeedNoToken_ButReasonsAndMetricsDo()
    {
        await using var api = await ApiUnderTest.StartAsync(new AdminOptions { Token = Token });
        Assert.Equal("ok\n", await api.Http.GetStringAsync("healthz"));
        using var ready = await api.Http.GetAsync("readyz");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        using var refused = await api.Http.GetAsync("metrics");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var metrics = await api.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);
    }

    [Theory]
    [InlineData("healthz", HttpStatusCode.OK)]
    [InlineData("readyz", HttpStatusCode.OK)]
    [InlineData("metrics", HttpStatusCode.Forbidden)]
    public async Task Probes_AreAnsweredUnderAnyName(string path, HttpStatusCode expected)
    {
        await using var api = await ApiUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "balancer.example";
        using var answer = await api.Http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Token, false)]
    public async Task Server_ThatStarts_IsNotReady_AndSaysWhyToThoseWhoMayKnow(string? token, bool isTold)
    {
        await using var store = StoreFactory.Create("sqlite:none.db", ".", NullLoggerFactory.Instance);
        var options = new AdminOptions { Address = new IPEndPoint(IPAddress.Loopback, 0), Token = token };
        await using var admin = new AdminServer(store, options, TimeProvider.System, NullLoggerFactory.Instance);
        await admin.StartAsync(default);
        using var http = new HttpClient { BaseAddress = admin.Address };
        Assert.Equal("ok\n", await http.GetStringAsync("healthz"));
        using var answer = await http.GetAsync("readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var state = JsonSerializer.Deserialize<ReadyState>(
            await answer.Content.ReadAsStreamAsync(), JsonSerializerOptions.Web)!;
        Assert.False(state.Ready);
        Assert.Equal(isTold, state.Reasons.Any(reason => reason.Code == "starting"));
        using var metrics = await http.GetAsync("metrics");
        Assert.Equal(
            isTold ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.Unauthorized, metrics.StatusCode);
        await admin.DrainAsync();
        Assert.Equal(isTold, (await (await http.GetAsync("readyz")).Content.ReadAsStringAsync()).Contains("draining"));
    }
}
