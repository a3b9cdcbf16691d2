using System.Net;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>What callers get while the store is away or behind, and while the server stops.</summary>
public class StoreAwayTests
{
    [Fact]
    public async Task While_commits_lag_requests_are_refused_and_nothing_refused_is_stored()
    {
        await using var world = await HttpWorld.StartAsync(o => o with { Wait = TimeSpan.FromMilliseconds(300) });
        var goOn = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        world.Box.BeforeCommit = batch =>
        {
            if (batch.Records.Length == 0) return Task.CompletedTask;
            begun.TrySetResult();
            return goOn.Task;
        };
        // The first is in the commit that hangs; what comes after it waits in vain and is taken back.
        var first = world.PostAsync("first");
        await begun.Task.WaitAsync(HttpWorld.Patience);
        var taken = Enumerable.Range(0, 20).Select(i => world.PostAsync($"waits {i}")).ToList();
        var unknown = await first;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unknown.StatusCode);
        Assert.Contains("outcome-unknown", await unknown.Content.ReadAsStringAsync());
        var refused = new List<string>();
        foreach (var answer in await Task.WhenAll(taken))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter!.Delta);
            refused.Add(await answer.Content.ReadAsStringAsync());
        }

        await HttpWorld.UntilAsync(
            () => world.PostAsync("later").Result.StatusCode == HttpStatusCode.ServiceUnavailable, "refused at once");
        goOn.SetResult();
        await HttpWorld.UntilAsync(
            () => world.PostAsync("again").Result.StatusCode == HttpStatusCode.Accepted, "taken again");
        await world.ArrivedAsync(1 + refused.Count(t => t.Contains("outcome-unknown", StringComparison.Ordinal)));
        int known = refused.Count(text => text.Contains("store-away", StringComparison.Ordinal));
        Assert.True(known > 0);
        Assert.Equal(20 - known, world.Arrived.Count(a => a.Text.StartsWith("waits", StringComparison.Ordinal)));
        Assert.Single(world.Arrived, a => a.Text == "first");
    }

    [Fact]
    public async Task A_large_body_that_the_store_cannot_take_is_refused_and_leaves_nothing()
    {
        await using var world = await HttpWorld.StartAsync(o => o with { Wait = TimeSpan.FromMilliseconds(200) });
        world.Box.IsAvailable = false;
        using var answer = await world.PostAsync(new string('x', 1_000_000));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        world.Box.IsAvailable = true;
        await HttpWorld.UntilAsync(
            () => world.PostAsync("again").Result.StatusCode == HttpStatusCode.Accepted, "taken again");
        await world.ArrivedAsync(1);
        Assert.Empty(world.Box.Peek(model => model.Bodies));
        Assert.DoesNotContain(world.Arrived, a => a.Bytes.Length > 100);
    }

    [Theory]
    [InlineData(false, "/orders")]
    [InlineData(true, "/orders")]
    [InlineData(true, "/orders/eu/north")]
    public async Task A_server_that_stops_finishes_what_it_has_begun_and_refuses_the_rest(bool subPaths, string path)
    {
        await using var world = await HttpWorld.StartAsync(o => o with { SubPaths = subPaths });
        await using var slow = await RawClient.ConnectAsync(world.Port);
        await slow.SendAsync($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab");
        await using var late = await RawClient.ConnectAsync(world.Port);
        await late.SendAsync($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na");
        Assert.StartsWith("HTTP/1.1 202", await late.ReadAnswerAsync());
        var stopping = world.StopAsync();
        string refusal = "";
        await HttpWorld.UntilAsync(
            () =>
            {
                late.SendAsync($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nb").Wait();
                refusal = late.ReadAnswerAsync().Result;
                return !refusal.StartsWith("HTTP/1.1 202", StringComparison.Ordinal);
            },
            "refused");
        Assert.StartsWith("HTTP/1.1 503", refusal);
        Assert.Contains("Connection: close", refusal);
        Assert.Contains("Retry-After: 1", refusal);
        await slow.SendAsync("cd");
        Assert.StartsWith("HTTP/1.1 202", await slow.ReadAnswerAsync());
        await stopping;
    }

    [Fact]
    public async Task More_requests_at_once_than_allowed_are_refused()
    {
        await using var world = await HttpWorld.StartAsync(o => o with { Requests = 2 });
        await using var one = await RawClient.ConnectAsync(world.Port);
        await using var two = await RawClient.ConnectAsync(world.Port);
        const string Half = "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na";
        await one.SendAsync(Half);
        await two.SendAsync(Half);
        await HttpWorld.UntilAsync(
            () => world.PostAsync("three").Result.StatusCode == HttpStatusCode.ServiceUnavailable, "full");
        await one.SendAsync("b");
        Assert.StartsWith("HTTP/1.1 202", await one.ReadAnswerAsync());
        using var free = await world.PostAsync("four");
        Assert.Equal(HttpStatusCode.Accepted, free.StatusCode);
    }
}
