using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;
using Viaduct.Server.Drills;
using Viaduct.Server.Hosting;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Drills;

/// <summary>What a server does, and does not do, when a drill asks it to fail.</summary>
public sealed class ServerFaultsTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly FaultRequest Kill = new(FaultKinds.Kill, 100, 0, "somebody");
    private static readonly FaultRequest Hang = new(FaultKinds.Hang, 100, 6_000, "somebody");

    private readonly TempFolder _folder = new();
    private readonly IStore _store;
    private readonly ViaductServer _server;

    public ServerFaultsTests()
    {
        _store = StoreFactory.Create($"sqlite:{_folder.PathOf("viaduct.db")}", ".", NullLoggerFactory.Instance);
        _server = new ViaductServer(
            _store, new ServerOptions { Group = "test", Server = "a" }, ViaductCatalog.All,
            new ConfigurationLoader(ViaductCatalog.All), TimeProvider.System, NullLoggerFactory.Instance);
    }

    [Fact]
    public async Task Start_Kill_Kills()
    {
        var process = new OwnProcessUnderTest();
        var state = await Faults(process).StartAsync(NewId(), Kill, default);
        Assert.Equal(("a", FaultKinds.Kill), (state.Server, state.Kind));
        await process.Over.WaitAsync(Patience);
        Assert.Equal(["kill"], process.Done);
    }

    [Fact]
    public async Task Start_Hang_IsReadyToBeWokenFirst()
    {
        var process = new OwnProcessUnderTest();
        await Faults(process).StartAsync(NewId(), Hang, default);
        await process.Over.WaitAsync(Patience);
        Assert.Equal(["waker 6000", "begin", "hang", "dispose"], process.Done);
    }

    [Fact]
    public async Task Start_NobodyWouldWakeIt_DoesNotHang()
    {
        var process = new OwnProcessUnderTest { Refusal = "no program" };
        var refused = await Assert.ThrowsAsync<ViaductException>(
            () => Faults(process).StartAsync(NewId(), Hang, default));
        Assert.Contains("no program", refused.Message, StringComparison.Ordinal);
        Assert.Empty(process.Done);
    }

    [Fact]
    public async Task Start_Again_ChangesNothing_AndOthersAreRefusedMeanwhile()
    {
        var process = new OwnProcessUnderTest();
        var faults = Faults(process);
        var id = NewId();
        var later = Kill with { AfterMs = 2_000 };
        var first = await faults.StartAsync(id, later, default);
        Assert.Equal(first, await faults.StartAsync(id, later, default));
        Assert.Equal(ProblemCodes.Conflict, await RefusedAsync(faults, id, Hang));
        Assert.Equal(ProblemCodes.Conflict, await RefusedAsync(faults, NewId(), Hang));
        await process.Over.WaitAsync(Patience);
        Assert.Equal(["kill"], process.Done);
    }

    [Theory]
    [InlineData(FaultKinds.Partition)]
    [InlineData(FaultKinds.StoreOutage)]
    public async Task Start_ACutFromAFile_IsRefused(string kind)
    {
        var process = new OwnProcessUnderTest();
        var faults = Faults(process);
        var refused = await Assert.ThrowsAsync<ViaductException>(
            () => faults.StartAsync(NewId(), new FaultRequest(kind, 100, 5_000, "somebody"), default));
        Assert.Contains("No network", refused.Message, StringComparison.Ordinal);
        Assert.Empty(process.Done);
    }

    [Fact]
    public async Task Start_WithoutLeave_IsRefused()
    {
        var process = new OwnProcessUnderTest();
        Assert.Equal(ProblemCodes.Conflict, await RefusedAsync(Faults(process, isAllowed: false), NewId(), Kill));
        Assert.Empty(process.Done);
    }

    [Theory]
    [InlineData("explode", 100, 0, "me")]
    [InlineData(FaultKinds.Kill, 99, 0, "me")]
    [InlineData(FaultKinds.Kill, 10_001, 0, "me")]
    [InlineData(FaultKinds.Kill, 100, 1, "me")]
    [InlineData(FaultKinds.Kill, 100, 0, "")]
    [InlineData(FaultKinds.Kill, 100, 0, null)]
    [InlineData(FaultKinds.Hang, 100, 499, "me")]
    [InlineData(FaultKinds.Hang, 100, 60_001, "me")]
    [InlineData(FaultKinds.EndpointOutage, 100, 1_000, "me")]
    public async Task Start_WhatCannotBe_IsRefused(string kind, int afterMs, int forMs, string? by)
    {
        var process = new OwnProcessUnderTest();
        string code = await RefusedAsync(Faults(process), NewId(), new FaultRequest(kind, afterMs, forMs, by!));
        Assert.Equal(ProblemCodes.BadRequest, code);
        Assert.Empty(process.Done);
    }

    [Fact]
    public async Task Start_WhereNobodyCanBeWoken_HangIsRefused()
    {
        var process = new OwnProcessUnderTest { CanHang = false };
        Assert.Equal(ProblemCodes.BadRequest, await RefusedAsync(Faults(process), NewId(), Hang));
    }

    [Theory]
    [InlineData("12 (a) b) T 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20", 4711, true)]
    [InlineData("12 (viaduct) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 99 20", 99, false)]
    public void Mark_IsReadBehindTheName(string stat, long started, bool isStopped) =>
        Assert.Equal(new ProcessMark(started, isStopped), ProcessMark.Read(stat));

    [Fact]
    public void Mark_OfThisProcess_IsThere()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc here.");
        Assert.False(ProcessMark.Of(Environment.ProcessId)!.IsStopped);
        Assert.Null(ProcessMark.Of(int.MaxValue));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private ServerFaults Faults(OwnProcessUnderTest process, bool isAllowed = true) =>
        new(_server, _store, isAllowed, process, TimeProvider.System, NullLogger.Instance);

    private static async Task<string> RefusedAsync(ServerFaults faults, Guid id, FaultRequest request) =>
        (await Assert.ThrowsAsync<ViaductException>(() => faults.StartAsync(id, request, default))).Problem.Code;

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
