using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Viaduct.Adapters.Http;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Support.Runtime;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>Requests that are answered by a far side, through the message box.</summary>
public class TwoWayTests
{
    [Fact]
    public async Task A_request_gets_the_response_of_the_far_side()
    {
        await using var far = await FarSide.StartAsync(async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("""{"price":17}""");
        });
        await using var world = await StartAsync(far);
        using var answer = await world.PostAsync("what?");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"price":17}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("what?", far.Requests.Single().Text);
        Assert.Empty(await world.SuspendedAsync());
    }

    [Fact]
    public async Task Many_requests_at_once_get_each_its_own_response()
    {
        await using var far = await FarSide.StartAsync(http =>
            http.Response.WriteAsync("to " + http.Request.Headers["Idempotency-Key"]));
        await using var world = await StartAsync(far);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            using var answer = await world.PostAsync($"{i}");
            return (Asked: $"{i}", Text: await answer.Content.ReadAsStringAsync());
        }));
        var keys = far.Requests.ToDictionary(r => r.Text, r => "to " + r.Header("Idempotency-Key"));
        Assert.All(answers, answer => Assert.Equal(keys[answer.Asked], answer.Text));
    }

    [Fact]
    public async Task A_repeat_gets_the_response_to_the_first()
    {
        int asked = 0;
        await using var far = await FarSide.StartAsync(http =>
            http.Response.WriteAsync($"response {Interlocked.Increment(ref asked)}"));
        await using var world = await StartAsync(far);
        var texts = await Task.WhenAll(Enumerable.Repeat(0, 5).Select(_ => AskAsync(world, "one", "key")));
        Assert.Equal((HttpStatusCode.OK, "response 1"), Assert.Single(texts.Distinct()));
        Assert.Equal((HttpStatusCode.OK, "response 1"), await AskAsync(world, "one", "key"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync(world, "two", "key")).Status);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_response_that_comes_too_late_is_got_by_a_repeat()
    {
        var answer = new TaskCompletionSource();
        await using var far = await FarSide.StartAsync(async http =>
        {
            await answer.Task;
            await http.Response.WriteAsync("late");
        });
        await using var world = await StartAsync(far, TimeSpan.FromSeconds(1));
        var (status, text) = await AskAsync(world, "one", "key");
        Assert.Equal(HttpStatusCode.GatewayTimeout, status);
        Assert.Contains("response-timeout", text);
        answer.SetResult();
        await HttpWorld.UntilAsync(
            () => AskAsync(world, "one", "key").Result == (HttpStatusCode.OK, "late"), "the response is kept");
        Assert.Single(far.Requests);
    }

    [Fact]
    public async Task A_far_side_that_refuses_is_told_to_the_caller_without_its_words()
    {
        await using var far = await FarSide.StartAsync(async http =>
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync("secret reason");
        });
        await using var world = await StartAsync(far);
        var (status, text) = await AskAsync(world, "one", null);
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.DoesNotContain("secret", text);
        Assert.Contains("ask before you send it again", text);
        Assert.Single(await world.SuspendedAsync());
    }

    [Fact]
    public async Task A_far_side_that_answers_what_no_pipeline_takes_is_no_fault_of_the_caller()
    {
        await using var far = await FarSide.StartAsync(http => http.Response.WriteAsync("bad-input it is"));
        await using var world = await StartAsync(far);
        for (int i = 0; i < 2; i++)
        {
            var (status, text) = await AskAsync(world, "one", "key");
            Assert.Equal(HttpStatusCode.BadGateway, status);
            Assert.DoesNotContain("secret", text);
            Assert.Contains("may have taken effect", text);
        }

        Assert.Equal(FailureCodes.BadInput, Assert.Single(await world.SuspendedAsync()).FailureCode);
        Assert.Single(far.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_that_does_not_fit_into_memory_goes_through_the_store(bool statesLength)
    {
        byte[] large = RandomNumberGenerator.GetBytes(3_000_001);
        await using var far = await FarSide.StartAsync(async http =>
        {
            if (statesLength) http.Response.ContentLength = large.Length;
            await http.Response.Body.WriteAsync(large);
        });
        await using var world = await StartAsync(far);
        using var answer = await world.PostAsync("what?");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(large, await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_above_the_limit_suspends_the_message_and_says_so(bool statesLength)
    {
        byte[] large = new byte[1_000_001];
        await using var far = await FarSide.StartAsync(async http =>
        {
            if (statesLength) http.Response.ContentLength = large.Length;
            await http.Response.Body.WriteAsync(large, http.RequestAborted);
        });
        await using var world = await StartAsync(far, responseBytes: 1_000_000);
        Assert.Equal(HttpStatusCode.BadGateway, (await AskAsync(world, "what?", null)).Status);
        var item = Assert.Single(await world.SuspendedAsync());
        Assert.Equal(FailureCodes.TransmitRefused, item.FailureCode);
        Assert.Contains("1,000,000 bytes", item.FailureText, StringComparison.Ordinal);
        Assert.Contains("responseBytes", item.FailureText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_that_breaks_off_is_asked_for_again()
    {
        int asked = 0;
        await using var far = await FarSide.StartAsync(async http =>
        {
            bool breaksOff = Interlocked.Increment(ref asked) == 1;
            http.Response.ContentLength = 600_000;
            await http.Response.Body.WriteAsync(new byte[breaksOff ? 599_999 : 600_000]);
            if (breaksOff) http.Abort();
        });
        await using var world = await StartAsync(far);
        using var answer = await world.PostAsync("what?");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(600_000, (await answer.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal(2, asked);
    }

    private static Task<HttpWorld> StartAsync(
        FarSide far, TimeSpan? timeout = null, long responseBytes = 64L << 20) =>
        HttpWorld.StartModelAsync(world => Model(far, world, timeout ?? HttpWorld.Patience, responseBytes));

    private static GroupModel Model(FarSide far, HttpWorld world, TimeSpan timeout, long responseBytes)
    {
        var port = MemoryGroup.Receive("ask", responseTimeout: timeout);
        var entry = new EndpointModel("http", world.Options("/orders"), "http:in");
        var options = new HttpSendOptions { Url = far.Url, ResponseBytes = responseBytes };
        var exit = new EndpointModel("http", options, far.Url);
        var retry = new RetryModel { Count = 5, Interval = TimeSpan.FromMilliseconds(10) };
        return MemoryGroup.Of(
            ["host"],
            [port with { Locations = [.. port.Locations.Select(l => l with { Endpoint = entry })] }],
            [
                MemoryGroup.Send("far", "receivePort == \"ask\"", retry: retry) with
                {
                    IsTwoWay = true, Endpoint = exit,
                    ReceivePipeline = new([new ComponentModel(WordCheckFactory.Key, new WordCheckOptions())]),
                },
            ]);
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpWorld world, string text, string? key)
    {
        using var answer = await world.PostAsync(text, key);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
