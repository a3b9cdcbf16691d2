using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>
/// A server takes a change up later than another, and has work of ports that it does not know yet (live changes, rule
/// 8).
/// </summary>
public class LateServerTests
{
    [Fact]
    public async Task What_another_has_routed_to_an_ordered_port_that_is_back_waits_until_it_is_there()
    {
        using var gate = new Gate();
        await using var late = new MemoryRuntime(components: gate.Components);
        await late.StartAsync(Model(Port("out") with { Order = new OrderModel() }));
        await using var other = new MemoryRuntime(forerunner: late, server: "b", components: TagComponents.Both);
        await other.GoOnAsync();
        await late.ApplyAsync(Model());
        await MemoryRuntime.UntilAsync(
            () => late.Server.Session!.SendPorts is { IsSettled: true } ports && ports.Find("out") is null,
            "the port is gone");

        gate.Close();
        await late.ApplyAsync(Model(Port("out") with { Order = new OrderModel() }));
        await MemoryRuntime.UntilAsync(
            () => other.Server.Session!.SendPorts.Find("out") is not null, "the other has taken the change up");
        await other.SubmitAsync("in-in", ["early"]);
        await MemoryRuntime.UntilAsync(() => late.Server.ItemsInHand > 0, "the late one has the message");
        gate.Open();

        await MemoryRuntime.UntilAsync(() => late.Delivered.ContainsKey(("out", "early|out")), "it is delivered");
        Assert.Empty(await late.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    [Fact]
    public async Task What_a_dead_server_has_routed_to_a_new_port_waits_until_that_is_there()
    {
        using var gate = new Gate();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var dead = new MemoryRuntime(
            _ => !begun.TrySetResult(), _ => new TaskCompletionSource().Task, components: TagComponents.Both,
            stopTimeout: TimeSpan.FromMilliseconds(200));
        await dead.StartAsync(Model());
        await using var late = new MemoryRuntime(forerunner: dead, server: "b", components: gate.Components);
        await late.GoOnAsync();

        gate.Close();
        await dead.ApplyAsync(Model(Port("new")));
        await MemoryRuntime.UntilAsync(
            () => dead.Server.Session!.SendPorts.Find("new") is not null, "the change has been taken up");
        await dead.SubmitAsync("in-in", ["left"]);
        await begun.Task.WaitAsync(MemoryRuntime.Patience);
        dead.Die();
        await MemoryRuntime.UntilAsync(() => late.Server.ItemsInHand > 0, "the late one has the message");
        gate.Open();

        await MemoryRuntime.UntilAsync(() => late.Delivered.ContainsKey(("new", "left|out")), "it is delivered");
        await MemoryRuntime.UntilAsync(
            async () => (await late.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default)).Count == 0,
            "nothing is left");
    }

    private static SendPortModel Port(string name) => MemoryGroup.Send(name, "receivePort == \"in\"") with
    {
        Pipeline = new PipelineModel([new ComponentModel("out", new TagOptions("|out"))]),
    };

    private static GroupModel Model(params SendPortModel[] ports) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")],
        [MemoryGroup.Send("none", "BTS.MessageType == \"none\""), .. ports]);

    /// <summary>Holds a server up while it makes the pipeline of a port.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly ManualResetEventSlim _isOpen = new(true);

        public Gate() => Components = [new Held(TagComponents.Both[1], _isOpen)];

        public IReadOnlyList<IPipelineComponentFactory> Components { get; }

        public void Close() => _isOpen.Reset();

        public void Open() => _isOpen.Set();

        public void Dispose() => _isOpen.Dispose();
    }

    private sealed class Held(IPipelineComponentFactory inner, ManualResetEventSlim isOpen) : IPipelineComponentFactory
    {
        public string Name => inner.Name;

        public ComponentStage Stage => inner.Stage;

        public string Description => inner.Description;

        public Type OptionsType => inner.OptionsType;

        public IEnumerable<string> FilesOf(object options, IPackageFiles files) => inner.FilesOf(options, files);

        public IPipelineComponent Create(object options, ComponentResources resources)
        {
            Assert.True(isOpen.Wait(MemoryRuntime.Patience));
            return inner.Create(options, resources);
        }
    }
}
