using Viaduct.Cli.Demo;

namespace Viaduct.Scenarios;

/// <summary>What the demo says of order and gaps, by deliveries that are made up.</summary>
public class DemoOrderTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly DemoTrack _track = new();
    private readonly List<DemoDelivery> _deliveries = [];

    [Fact]
    public void What_is_overtaken_by_one_that_was_put_in_after_it_was_accepted_is_found()
    {
        Deliver("first", putIn: 0, published: 1, sent: 9);
        Deliver("second", putIn: 5, published: 6, sent: 7);
        var finding = Assert.Single(DemoOrder.Check(_deliveries, _track));
        Assert.Equal((DemoFindingKind.Reordered, "first"), (finding.Kind, finding.Name));
    }

    [Fact]
    public void Who_came_at_the_same_time_and_who_goes_elsewhere_has_no_order()
    {
        Deliver("first", putIn: 0, published: 5, sent: 9);
        Deliver("second", putIn: 5, published: 6, sent: 7);
        Deliver("third", putIn: 10, published: 11, sent: 12);
        Deliver("elsewhere", putIn: 0, published: 1, sent: 20, port: "to-erp");
        Assert.Empty(DemoOrder.Check(_deliveries, _track));
    }

    [Fact]
    public void A_gap_is_from_the_last_delivery_before_the_fault_to_the_first_of_what_was_put_in_after_it()
    {
        Deliver("before", putIn: 0, published: 1, sent: 2);
        Deliver("under way", putIn: 3, published: 4, sent: 6);
        Deliver("late", putIn: 7, published: 8, sent: 10);
        Deliver("after", putIn: 6, published: 7, sent: 9);
        var fault = new DemoFault("kill", "a", Start.AddSeconds(5)) { Heir = "b" };
        Assert.Equal(new DemoFailover("kill", "a", "b", 7_000), _track.GapOf(fault, _deliveries));
        Assert.Null(_track.GapOf(fault with { At = Start.AddSeconds(8) }, _deliveries).GapMs);
    }

    private void Deliver(
        string name, double putIn, double published, double sent, string port = DemoOrder.Port)
    {
        var file = DemoExpectation.Of(new DemoFile("notices", name, [1]) { Ports = [port] });
        file.PutInAt = Start.AddSeconds(putIn);
        var message = Guid.CreateVersion7();
        _track.Published(message, Start.AddSeconds(published));
        _track.Sent(message, port, Start.AddSeconds(sent));
        _deliveries.Add(new DemoDelivery(file, port, message));
    }
}
