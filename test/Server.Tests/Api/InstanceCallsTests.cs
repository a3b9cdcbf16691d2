using Viaduct.Client;

namespace Viaduct.Server.Tests.Api;

/// <summary>Servers and host instances over the API.</summary>
public class InstanceCallsTests
{
    [Fact]
    public async Task SetServer_DrainAndResume_IsShownAndKeptOnce()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var drained = await api.Client.SetServerAsync("a", ServerActions.Drain, default);
        var again = await api.Client.SetServerAsync("a", ServerActions.Drain, default);

        Assert.Equal((ServerStates.Draining, true), (drained.State, drained.Changed));
        Assert.Contains("No server runs default now", drained.Warning, StringComparison.Ordinal);
        Assert.False(again.Changed);
        var status = await api.Client.GetStatusAsync(default);
        Assert.Equal(ServerStates.Draining, Assert.Single(status.Servers).State);
        Assert.Equal("draining", Assert.Single(status.Instances).State);
        var resumed = await api.Client.SetServerAsync("a", ServerActions.Resume, default);
        Assert.Equal((ServerStates.Up, true, null), (resumed.State, resumed.Changed, resumed.Warning));
    }

    [Fact]
    public async Task SetInstance_EveryAction_ChangesWhatIsShown()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var before = Assert.Single((await api.Client.GetStatusAsync(default)).Instances);
        Assert.Equal(("default", "a", "running", true), (before.Host, before.Server, before.State, before.Alive));
        Assert.Null(before.Said);

        Assert.Equal("paused", (await SetAsync(api, InstanceActions.Pause)).State);
        Assert.Equal("draining", (await SetAsync(api, InstanceActions.Drain)).State);
        Assert.Equal("stopped", (await SetAsync(api, InstanceActions.Stop)).State);
        Assert.Equal("disabled", (await SetAsync(api, InstanceActions.Disable)).State);
        Assert.Equal("stopped", (await SetAsync(api, InstanceActions.Enable)).State);
        Assert.Equal("running", (await SetAsync(api, InstanceActions.Start)).State);
        Assert.Null(Assert.Single((await api.Client.GetStatusAsync(default)).Instances).Said);
        Assert.Equal("none", (await SetAsync(api, InstanceActions.Remove)).State);
        Assert.Empty((await api.Client.GetStatusAsync(default)).Instances);
        Assert.Equal("running", (await SetAsync(api, InstanceActions.Assign)).State);
    }

    [Theory]
    [InlineData("defualt", "a", "stop", ProblemCodes.NotFound, "Is 'default' meant?")]
    [InlineData("default", "zebra", "stop", ProblemCodes.NotFound, "No server has the name 'zebra'")]
    [InlineData("default", "a", "explode", ProblemCodes.BadRequest, "nothing that a host instance can do")]
    public async Task SetInstance_WhatNobodyKnows_IsRefusedWithTheReason(
        string host, string server, string action, string code, string text)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var refused = await Assert.ThrowsAsync<ViaductException>(
            () => api.Client.SetInstanceAsync(host, server, action, default));

        Assert.Equal(code, refused.Problem.Code);
        Assert.Contains(text, refused.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetServer_WhatNobodyKnows_IsRefusedWithTheReason()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var server = await Assert.ThrowsAsync<ViaductException>(
            () => api.Client.SetServerAsync("zebra", ServerActions.Drain, default));
        var action = await Assert.ThrowsAsync<ViaductException>(
            () => api.Client.SetServerAsync("a", "explode", default));

        Assert.Equal(ProblemCodes.NotFound, server.Problem.Code);
        Assert.Equal(ProblemCodes.BadRequest, action.Problem.Code);
    }

    private static Task<InstanceChange> SetAsync(ApiUnderTest api, string action) =>
        api.Client.SetInstanceAsync("default", "a", action, default);
}
