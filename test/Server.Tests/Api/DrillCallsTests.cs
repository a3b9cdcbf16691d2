using Viaduct.Client;
using Viaduct.Server.Api;

namespace Viaduct.Server.Tests.Api;

/// <summary>The calls of drills, by the typed client. No call of these tests makes the process fail.</summary>
public class DrillCallsTests
{
    [Fact]
    public async Task Server_SaysWhatADrillMustKnow()
    {
        await using var api = await ApiUnderTest.StartAsync(new AdminOptions { AllowDrills = true });
        var server = await api.Client.GetDrillServerAsync(default);
        Assert.Equal(("a", Environment.ProcessId, true), (server.Server, server.ProcessId, server.AllowsDrills));
        Assert.Equal(3_000, server.LeaseMs);
        Assert.Contains(FaultKinds.Kill, server.Kinds);
        Assert.Equal(new DrillSession("a", server.Session), Assert.Single(server.Sessions));
    }

    [Fact]
    public async Task Fault_WithoutLeave_IsRefused()
    {
        await using var api = await ApiUnderTest.StartAsync();
        Assert.False((await api.Client.GetDrillServerAsync(default)).AllowsDrills);
        var refused = await Assert.ThrowsAsync<ViaductException>(() => api.Client.StartFaultAsync(
            NewId(), new FaultRequest(FaultKinds.Kill, 100, 0, "me"), default));
        Assert.Equal(ProblemCodes.Conflict, refused.Problem.Code);
        Assert.Contains("--allow-drills", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_ThatNobodyKnows_IsABadRequest()
    {
        await using var api = await ApiUnderTest.StartAsync(new AdminOptions { AllowDrills = true });
        var refused = await Assert.ThrowsAsync<ViaductException>(() => api.Client.StartFaultAsync(
            NewId(), new FaultRequest("explode", 100, 0, "me"), default));
        Assert.Equal(ProblemCodes.BadRequest, refused.Problem.Code);
    }

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
