using System.Net;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>Requests that come again under their key.</summary>
public class IdempotencyTests
{
    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_is_taken_in_once()
    {
        await using var world = await HttpWorld.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Repeat(0, 20).Select(_ => AskAsync(world, "one", "key-1")));
        Assert.Single(answers.Distinct());
        Assert.Equal(HttpStatusCode.Accepted, answers[0].Status);
        Assert.NotEqual("", answers[0].Interchange);
        Assert.NotEqual(answers[0].Interchange, (await AskAsync(world, "one", "key-2")).Interchange);
        await world.ArrivedAsync(2);
        Assert.Equal(answers[0], await AskAsync(world, "one", "key-1"));
        Assert.Equal(2, world.Arrived.Count);
    }

    [Fact]
    public async Task A_key_that_comes_with_another_request_is_refused()
    {
        await using var world = await HttpWorld.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync(world, "one", "key")).Status);
        var other = await AskAsync(world, "two", "key");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Contains("idempotency-key-reused", other.Text);
        // At the same time as well: exactly one of them is taken.
        var both = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => AskAsync(world, $"at once {i}", "other key".Replace(' ', '-'))));
        Assert.Single(both, answer => answer.Status == HttpStatusCode.Accepted);
        Assert.Equal(9, both.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        await world.ArrivedAsync(2);
        Assert.Equal(2, world.Arrived.Count);
    }

    [Fact]
    public async Task A_repeat_of_what_was_suspended_gets_the_same_error()
    {
        await using var world = await HttpWorld.StartAsync(checks: true);
        var first = await AskAsync(world, "bad-input", "key");
        Assert.Equal(HttpStatusCode.BadRequest, first.Status);
        Assert.Equal(first, await AskAsync(world, "bad-input", "key"));
        Assert.Single(await world.SuspendedAsync());
    }

    [Fact]
    public async Task Large_bodies_are_told_apart_by_their_bytes()
    {
        await using var world = await HttpWorld.StartAsync();
        string large = new('x', 1_000_000);
        var first = await AskAsync(world, large, "key");
        Assert.Equal(HttpStatusCode.Accepted, first.Status);
        Assert.Equal(first, await AskAsync(world, large, "key"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync(world, large + "y", "key")).Status);
        await world.ArrivedAsync(1);
        Assert.Single(world.Arrived);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("\"\"")]
    public async Task What_is_no_key_is_refused(string key)
    {
        await using var world = await HttpWorld.StartAsync();
        var answer = await AskAsync(world, "one", key);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(world.Arrived);
    }

    [Fact]
    public async Task A_location_that_does_not_know_keys_takes_every_request()
    {
        await using var world = await HttpWorld.StartAsync(o => o with { IdempotencyKeys = false });
        await AskAsync(world, "one", "key");
        await AskAsync(world, "one", "key");
        await world.ArrivedAsync(2);
    }

    private static async Task<(HttpStatusCode Status, string Interchange, string Text)> AskAsync(
        HttpWorld world, string text, string key)
    {
        using var answer = await world.PostAsync(text, key);
        string id = answer.Headers.TryGetValues("Interchange-Id", out var ids) ? ids.Single() : "";
        return (answer.StatusCode, id, await answer.Content.ReadAsStringAsync());
    }
}
