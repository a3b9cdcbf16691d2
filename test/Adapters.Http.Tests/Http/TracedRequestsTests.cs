using System.Net;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>The headers of tracing come from whoever calls.</summary>
public class TracedRequestsTests
{
    private const string Good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    [Theory]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more")]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData(Good + ", " + Good)]
    [InlineData("")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("' OR 1=1; DROP TABLE segment; --")]
    public async Task A_header_that_does_not_conform_counts_for_nothing(string parent)
    {
        await using var world = await HttpWorld.StartAsync();
        await PostAsync(world, parent, "a=1");
        await world.ArrivedAsync(1);
        Assert.Null(world.Arrived[0].Context.Text(SystemProperties.TraceParent));
        Assert.Null(world.Arrived[0].Context.Text(SystemProperties.TraceState));
    }

    [Theory]
    [InlineData("vendor=value,other=1", true)]
    [InlineData("", false)]
    public async Task A_good_header_goes_along(string state, bool isKept)
    {
        await using var world = await HttpWorld.StartAsync();
        await PostAsync(world, Good, state);
        await world.ArrivedAsync(1);
        Assert.Equal(Good, world.Arrived[0].Context.Text(SystemProperties.TraceParent));
        Assert.Equal(isKept ? state : null, world.Arrived[0].Context.Text(SystemProperties.TraceState));
    }

    [Fact]
    public async Task A_state_that_is_too_long_is_left_out_alone()
    {
        await using var world = await HttpWorld.StartAsync();
        await PostAsync(world, Good, "a=" + new string('x', 5_000));
        await PostAsync(world, Good + "-" + new string('a', 5_000), "a=1");
        await world.ArrivedAsync(2);
        Assert.Contains(world.Arrived, arrived => arrived.Context.Text(SystemProperties.TraceParent) == Good);
        Assert.All(world.Arrived, arrived => Assert.Null(arrived.Context.Text(SystemProperties.TraceState)));
    }

    private static async Task PostAsync(HttpWorld world, string parent, string state)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, world.Url()) { Content = new StringContent("x") };
        request.Headers.TryAddWithoutValidation("traceparent", parent);
        if (state.Length > 0) request.Headers.TryAddWithoutValidation("tracestate", state);
        using var answer = await world.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
