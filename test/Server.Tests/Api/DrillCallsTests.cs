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

    [Fact]
    public async Task Report_IsKeptAsItIs_AndNeverChanged()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var report = DrillSeal.Close(Report());
        Assert.True((await api.Client.KeepDrillAsync(report, default)).Changed);
        Assert.False((await api.Client.KeepDrillAsync(report, default)).Changed);
        var summary = Assert.Single(await api.Client.ListDrillsAsync(10, default));
        Assert.Equal((report.Id, "kill", "a", "passed"), (summary.Id, summary.Kind, summary.Server, summary.Verdict));
        var kept = await api.Client.GetDrillAsync(report.Id, default);
        Assert.True(DrillSeal.IsIntact(kept));
        Assert.Equal(DrillSeal.Write(report), DrillSeal.Write(kept));
    }

    [Fact]
    public async Task Report_ThatWasChanged_OrIsNotThere_IsRefused()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var changed = DrillSeal.Close(Report()) with { Verdict = "failed" };
        var refused = await Assert.ThrowsAsync<ViaductException>(() => api.Client.KeepDrillAsync(changed, default));
        Assert.Equal(ProblemCodes.BadRequest, refused.Problem.Code);
        Assert.Contains("hash", refused.Message, StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<ViaductException>(() => api.Client.GetDrillAsync(NewId(), default));
        Assert.Equal(ProblemCodes.NotFound, none.Problem.Code);
    }

    private static DrillReport Report() => new()
    {
        Id = NewId(), Verdict = DrillVerdicts.Passed, By = "größer & <co>", Machine = "m", Version = "0.1.0",
        StartedAt = TimeProvider.System.GetUtcNow(), EndedAt = TimeProvider.System.GetUtcNow(), Group = "test",
        Store = "sqlite:x", Configuration = "abc",
        Servers = [new ServerStatus("a", "m", 1, "0.1.0", 7, TimeProvider.System.GetUtcNow(), Alive: true)],
        Fault = new DrillFault(FaultKinds.Kill, "a", 7, 1_000.5, 2, 0), Preview = ["It is killed."],
        Probe = new DrillProbe("viaduct-drill", "default", "/tmp/x", "http://127.0.0.1:1/x", 50, 8),
        Observations = [new DrillObservation(1.5, "drill", "It has begun.")],
        Assertions = [new DrillAssertion("max-lost", 0, 0, Holds: true)], Findings = [],
    };

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
