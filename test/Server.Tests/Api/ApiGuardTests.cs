using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Viaduct.Client;
using Viaduct.Server.Api;

namespace Viaduct.Server.Tests.Api;

/// <summary>Who is let in, and what becomes of calls that are wrong or hostile.</summary>
public class ApiGuardTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("Host", "evil.example", 403, ProblemCodes.Forbidden)]
    [InlineData("Host", "localhost.evil.example", 403, ProblemCodes.Forbidden)]
    [InlineData("Host", "192.0.2.1", 403, ProblemCodes.Forbidden)]
    [InlineData("Origin", "https://evil.example", 403, ProblemCodes.Forbidden)]
    [InlineData("Origin", "null", 403, ProblemCodes.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403, ProblemCodes.Forbidden)]
    public async Task OtherSites_AreRefused(string header, string value, int status, string code)
    {
        await using var api = await ApiUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/status");
        request.Headers.TryAddWithoutValidation(header, value);
        await CheckAsync(await api.Http.SendAsync(request), status, code);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]")]
    public async Task OwnNames_AreLetIn_WithoutAnyHeaderForOtherSites(string host)
    {
        await using var api = await ApiUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/status") { Headers = { Host = host } };
        using var answer = await api.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(
            answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("GET", "api/v1/nothing", 404, ProblemCodes.NotFound)]
    [InlineData("GET", "", 404, ProblemCodes.NotFound)]
    [InlineData("POST", "api/v1/items", 405, ProblemCodes.MethodNotAllowed)]
    [InlineData("GET", "api/v1/items?limit=0", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/items?limit=1001", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/items?limt=1", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/items?state=sleeping", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/items?after=AAAA", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/items?message=nonsense", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/items?property=x", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/items?from=2026-02-01Z&to=2026-01-01Z", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/tracking?order=sideways", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/items/nonsense", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/items/019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77", 404, ProblemCodes.NotFound)]
    [InlineData("GET", "api/v1/items/019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77/parts/1", 404, ProblemCodes.NotFound)]
    [InlineData("GET", "api/v1/jobs/019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77", 404, ProblemCodes.NotFound)]
    [InlineData("GET", "api/v1/configuration/versions/xyz", 400, ProblemCodes.BadRequest)]
    [InlineData("GET", "api/v1/configuration/versions/0123456789ab", 404, ProblemCodes.NotFound)]
    public async Task WrongCalls_AreAnsweredWithAProblem(string method, string path, int status, string code)
    {
        await using var api = await ApiUnderTest.StartAsync();
        await CheckAsync(await api.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)), status, code);
    }

    [Theory]
    [InlineData("text/plain", "{}", 415, ProblemCodes.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "a=b", 415, ProblemCodes.UnsupportedMediaType)]
    [InlineData("application/json", "{", 400, ProblemCodes.BadRequest)]
    [InlineData("application/json", "null", 400, ProblemCodes.BadRequest)]
    [InlineData("application/json", """{"action":"resume"}""", 400, ProblemCodes.BadRequest)]
    [InlineData("application/json", """{"action":"dance","items":{}}""", 400, ProblemCodes.BadRequest)]
    [InlineData("application/json", """{"action":"resume","itmes":{}}""", 400, ProblemCodes.BadRequest)]
    [InlineData("application/json", """{"action":"terminate","items":{}}""", 400, ProblemCodes.BadRequest)]
    [InlineData("application/json", """{"action":"resume","items":{"states":["no"]}}""", 400, ProblemCodes.BadRequest)]
    public async Task WrongBodies_AreRefused(string mediaType, string body, int status, string code)
    {
        await using var api = await ApiUnderTest.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, mediaType);
        await CheckAsync(await api.Http.PutAsync($"api/v1/jobs/{Guid.CreateVersion7()}", content), status, code);
    }

    [Fact]
    public async Task DeepJson_IsRefused()
    {
        await using var api = await ApiUnderTest.StartAsync();
        string deep = new string('[', 100_000);
        using var content = new StringContent(deep, Encoding.UTF8, "application/json");
        await CheckAsync(
            await api.Http.PutAsync($"api/v1/jobs/{Guid.CreateVersion7()}", content), 400, ProblemCodes.BadRequest);
    }

    [Fact]
    public async Task LargeBodies_AreRefused_WhetherTheySayItOrNot()
    {
        await using var api = await ApiUnderTest.StartAsync(new AdminOptions { BodyBytesMax = 1_000 });
        string spaces = new(' ', 0x1400);
        foreach (string rest in new[]
        {
            $"Content-Length: 5120\r\n\r\n{spaces}", "Content-Length: 10000000000\r\n\r\n ",
            $"Transfer-Encoding: chunked\r\n\r\n1400\r\n{spaces}\r\n0\r\n\r\n",
        })
        {
            string answer = await FirstLineAsync(
                api, $"PUT /api/v1/jobs/{Guid.CreateVersion7()} HTTP/1.1\r\nHost: localhost\r\n"
                + $"Content-Type: application/json\r\n{rest}");
            Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task HeaderBombs_AreCutOff_AndTheServerWorksOn()
    {
        await using var api = await ApiUnderTest.StartAsync();
        foreach (string bomb in new[] { Many(1_000, i => $"X-{i}: a\r\n"), $"X: {new string('a', 100_000)}\r\n" })
        {
            string answer = await FirstLineAsync(api, $"GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\n{bomb}");
            Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
        }

        Assert.Equal("test", (await api.Client.GetStatusAsync(default)).Group);

        static string Many(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));
    }

    [Fact]
    public async Task Token_IsDemanded_AndComparedAsAWhole()
    {
        await using var api = await ApiUnderTest.StartAsync(new AdminOptions { Token = Token });
        foreach (string? given in new[] { null, "Bearer", "Bearer x", $"Bearer {Token}0", $"Basic {Token}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/status");
            if (given is not null) request.Headers.TryAddWithoutValidation("Authorization", given);
            using var answer = await api.Http.SendAsync(request);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            await CheckAsync(answer, 401, ProblemCodes.Unauthorized);
        }

        Assert.Equal("test", (await api.Client.GetStatusAsync(default)).Group);
    }

    [Fact]
    public async Task Streams_BeyondTheirNumber_AreRefused_AndCallsGoOn()
    {
        await using var api = await ApiUnderTest.StartAsync(new AdminOptions { StreamsMax = 1 });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var figures in api.Client.WatchAsync(limit.Token))
        {
            Assert.Equal(1, figures.Servers);
            await CheckAsync(await api.Http.GetAsync("api/v1/events"), 503, ProblemCodes.Busy);
            Assert.Equal("test", (await api.Client.GetStatusAsync(default)).Group);
            break;
        }
    }

    private static async Task CheckAsync(HttpResponseMessage answer, int status, string code)
    {
        using (answer)
        {
            string body = await answer.Content.ReadAsStringAsync();
            Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {body}");
            Assert.Equal(Problem.MediaType, answer.Content.Headers.ContentType?.MediaType);
            var problem = JsonSerializer.Deserialize<Problem>(body, JsonSerializerOptions.Web)!;
            Assert.Equal((status, code), (problem.Status, problem.Code));
            Assert.Equal($"urn:viaduct:problem:{code}", problem.Type);
            Assert.NotEmpty(problem.Detail);
            Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        }
    }

    private static async Task<string> FirstLineAsync(ApiUnderTest api, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, api.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }
}
