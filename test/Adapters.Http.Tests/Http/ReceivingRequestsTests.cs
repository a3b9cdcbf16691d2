using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Viaduct.Adapters.Http;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>What a caller gets, and what of a request is in the message box.</summary>
public class ReceivingRequestsTests
{
    [Fact]
    public async Task A_request_is_answered_with_202_when_it_is_stored_and_not_before()
    {
        await using var world = await HttpWorld.StartAsync();
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        world.Box.BeforeCommit = batch =>
        {
            if (batch.Records.Length == 0) return Task.CompletedTask;
            begun.TrySetResult();
            return goOn.Task;
        };
        var posting = world.PostAsync("one");
        await begun.Task.WaitAsync(HttpWorld.Patience);
        Assert.False(posting.IsCompleted);
        goOn.SetResult();
        using var answer = await posting;
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
        await world.ArrivedAsync(1);
        var arrived = Assert.Single(world.Arrived);
        Assert.Equal("one", arrived.Text);
        Assert.Equal(arrived.Interchange.ToString(), answer.Headers.GetValues("Interchange-Id").Single());
    }

    [Fact]
    public async Task The_context_says_what_was_asked_by_whom_and_the_headers_that_were_chosen()
    {
        await using var world = await HttpWorld.StartAsync(
            o => o with { SubPaths = true, Methods = ["PUT"], Headers = ["X-Order-Id"] });
        var request = new HttpRequestMessage(HttpMethod.Put, world.Url("/orders/a%20b?x=1&y=%20"))
        {
            Content = new StringContent("{}", MediaTypeHeaderValue.Parse("Application/JSON; charset=utf-8")),
        };
        const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        request.Headers.Add("X-Order-Id", "17");
        request.Headers.Add("X-Secret", "no");
        request.Headers.Add("traceparent", Trace);
        using var answer = await world.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await world.ArrivedAsync(1);
        var context = world.Arrived[0].Context;
        Assert.Equal("PUT", context.Text(HttpProperties.Method));
        Assert.Equal("/orders/a b", context.Text(HttpProperties.Path));
        Assert.Equal("x=1&y=%20", context.Text(HttpProperties.Query));
        Assert.Equal("application/json", context.Text(HttpProperties.ContentType));
        Assert.Equal("127.0.0.1", context.Text(HttpProperties.ClientAddress));
        Assert.Equal(Trace, context.Text(SystemProperties.TraceParent));
        Assert.Equal("17", context.Text(PropertyKey.Get(HttpProperties.HeaderNamespace, "X-Order-Id")));
        Assert.DoesNotContain(context.Properties.ToArray(), p => p.Value.ToString() == "no");
    }

    [Fact]
    public async Task A_body_larger_than_memory_goes_into_the_store_as_a_stream_and_comes_out_the_same()
    {
        await using var world = await HttpWorld.StartAsync();
        byte[] bytes = new byte[5_000_000];
        Random.Shared.NextBytes(bytes);
        foreach (bool chunked in new[] { false, true })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, world.Url())
            {
                Content = new ByteArrayContent(bytes),
            };
            request.Headers.TransferEncodingChunked = chunked;
            using var answer = await world.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        await world.ArrivedAsync(2);
        Assert.All(world.Arrived, arrived => Assert.True(bytes.AsSpan().SequenceEqual(arrived.Bytes)));
    }

    [Theory]
    [InlineData("bad-input", 400)]
    [InlineData("invalid", 422)]
    [InlineData("unknown-document", 422)]
    [InlineData("component-defect", 500)]
    public async Task A_request_that_its_pipeline_cannot_work_is_suspended_and_told_without_the_details(
        string code, int status)
    {
        await using var world = await HttpWorld.StartAsync(checks: true);
        using var answer = await world.PostAsync(code + " body");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
        string text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("secret", text);
        var suspended = Assert.Single(await world.SuspendedAsync());
        Assert.Equal(code, suspended.FailureCode);
        using var document = JsonDocument.Parse(text);
        Assert.Equal(status, document.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(
            $"urn:uuid:{suspended.InterchangeId}", document.RootElement.GetProperty("instance").GetString());
        Assert.StartsWith("urn:viaduct:problem:", document.RootElement.GetProperty("type").GetString());
    }

    [Fact]
    public async Task What_a_location_does_not_take_is_refused_in_the_words_of_HTTP()
    {
        await using var world = await HttpWorld.StartAsync(
            o => o with { ContentTypes = ["text/xml", "application/*"], BodyBytes = 2048 });
        using var method = await world.Client.GetAsync(world.Url());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, method.StatusCode);
        Assert.Equal("POST", method.Content.Headers.Allow.Single());
        using var type = await world.PostAsync("text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, type.StatusCode);
        using var unknown = await world.PostAsync("x", path: "/other");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var below = await world.PostAsync("x", path: "/orders/1");
        Assert.Equal(HttpStatusCode.NotFound, below.StatusCode);
        var json = new ByteArrayContent(new byte[3000])
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        using var large = await world.Client.PostAsync(world.Url(), json);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        var packed = new ByteArrayContent(new byte[10])
        {
            Headers = { ContentType = new MediaTypeHeaderValue("text/xml"), ContentEncoding = { "gzip" } },
        };
        using var encoded = await world.Client.PostAsync(world.Url(), packed);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, encoded.StatusCode);
        Assert.Empty(world.Arrived);
        Assert.Empty(await world.SuspendedAsync());
    }
}
