using Viaduct.Client;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Server.Operations;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Operations;

/// <summary>What a change of the configuration is said to do to what runs.</summary>
public class PlanMakerTests
{
    private const string Same = "state: started";

    [Theory]
    [InlineData(Same, "filter: receivePort == \"other\"", PlanEffects.Routes, 0.0)]
    [InlineData(Same, "retry: { count: 9 }", PlanEffects.Replaces, 0.0)]
    [InlineData(Same, "state: stopped", PlanEffects.Stops, null)]
    [InlineData("state: stopped", Same, PlanEffects.Starts, 0.0)]
    [InlineData(Same, "send: [ xmlAssemble ]", PlanEffects.Replaces, 0.0)]
    public void Make_SendPortIsChanged_SaysWhatItDoes(string before, string after, string effect, double? seconds)
    {
        var part = Assert.Single(Plan(Port(before), Port(after)), one => one.Part == "send port");
        Assert.Equal(("to-erp", ChangeKinds.Changed, effect), (part.Name, part.Kind, part.Effect));
        Assert.Equal(seconds, part.InterruptedSecondsMax);
        Assert.Equal((3, 7), (part.OpenItems, part.Behind));
    }

    [Fact]
    public void Make_PortsComeAndGo_SaysSo()
    {
        Assert.Equal(PlanEffects.Stops, Assert.Single(Plan(Port(Same), ""), one => one.Part == "send port").Effect);
        Assert.Equal(PlanEffects.Starts, Assert.Single(Plan("", Port(Same)), one => one.Part == "send port").Effect);
    }

    [Theory]
    [InlineData(Same, "order: { per: port }", true)]
    [InlineData("order: { per: port }", "order: { per: BTS.MessageType }", true)]
    [InlineData("order: { per: BTS.MessageType }", "order: { per: BTS.MessageType, groups: 4 }", true)]
    [InlineData("order: { per: port }", "order: { per: port, onFailure: stop }", false)]
    [InlineData("order: { per: port }", Same, false)]
    public void Make_OrderIsChanged_SaysFromWhenItHolds(string before, string after, bool isSaid)
    {
        var part = Assert.Single(Plan(Port(before), Port(after)), one => one.Part == "send port");
        Assert.Equal(isSaid, part.Text.Contains("Its order holds from the cut on", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("every: 1s", "every: 2s", PlanEffects.Replaces)]
    [InlineData("every: 1s", "mask: \"*.csv\"", PlanEffects.Replaces)]
    public void Make_LocationIsChanged_ItsReceiverIsReplaced(string before, string after, string effect)
    {
        var part = Assert.Single(
            Plan(Port(Same), Port(Same), before, after), one => one.Part == "receive location");
        Assert.Equal(("in-folder", effect), (part.Name, part.Effect));
    }

    private static string Port(string line) => $$"""
        sendPorts:
          - name: to-erp
            file: { folder: /nowhere/out, fileName: "%MessageID%" }
            {{line}}

        """;

    private static IReadOnlyList<PlannedChange> Plan(
        string before, string after, string beforeOption = "every: 1s", string afterOption = "every: 1s")
    {
        var (old, next) = (Load(before, beforeOption), Load(after, afterOption));
        var changes = ConfigurationParts.Compare(
            ConfigurationParts.Of(old.Group, old.Package), ConfigurationParts.Of(next.Group, next.Package));
        return new PlanMaker(old.Group, next, Status()).Make(changes);
    }

    private static CheckedConfiguration Load(string application, string option)
    {
        using var folder = new TempFolder();
        folder.Write("viaduct.yaml", $$"""
            group: test
            ---
            application: files
            receivePorts:
              - name: in
                locations:
                  - name: in-folder
                    file: { folder: /nowhere/in, {{option}} }
            {{application}}
            """);
        var result = new ConfigurationLoader(ViaductCatalog.All).LoadFolder(folder.Path, _ => null);
        Assert.True(result.Configuration is not null, string.Join('\n', result.Problems));
        return result.Configuration;
    }

    private static GroupStatus Status() => new()
    {
        Group = "test", Store = "sqlite:x", Size = new StoreMeasure(0, 0, 0, 0, 0), Configuration = null, Servers = [],
        Readers = [], OpenItems = [new ItemCount(ItemStates.Suspended, "to-erp", null, 3)], Locations = [],
        Ports =
        [
            new PortStatus
            {
                Name = "to-erp", Application = "files", Host = "default", Adapter = "file", Address = "x",
                State = "started", Waiting = 0, Suspended = 3, Behind = 7,
            },
        ],
    };
}
