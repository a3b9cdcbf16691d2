using Viaduct.Core.Messages;
using Viaduct.Core.Route;

namespace Viaduct.Core.Tests.Route;

public class NoSubscriberReportTests
{
    [Fact]
    public void Write_SeveralSubscriptions_NamesEachFailureNearestFirst()
    {
        var order = new MessageContextBuilder(RouteSome.Order("orders-in", 50))
            .Write(RouteSome.Key("Region"), PropertyValue.From("north"))
            .Promote(RouteSome.Key("Due"), PropertyValue.From("tomorrow"))
            .Build();
        string report = NoSubscriberReport.Write(order,
        [
            Subscription("to-archive", "messageType == 'urn:x#Invoice' and receivePort == 'invoices-in'"),
            Subscription("to-erp", "receivePort == 'orders-in' and Order.Total > 100"),
            Subscription("to-north", "Order.Region == 'north' or Order.Due > '2026-01-31'"),
        ]);
        Assert.Equal(
            """
            None of 3 subscriptions matched.
            Promoted properties of the message:
              BTS.ReceivePortName = "orders-in"
              Order.Total = 50
              Order.Due = "tomorrow"
            Tried:
              to-erp: receivePort == "orders-in" and Order.Total > 100
                Order.Total > 100: Order.Total is 50
              to-north: Order.Region == "north" or Order.Due > "2026-01-31T00:00:00Z"
                Order.Region == "north": Order.Region is "north", but written, not promoted, so it cannot be routed on
                Order.Due > "2026-01-31T00:00:00Z": Order.Due is "tomorrow", a text where the filter has a point in time
              to-archive: messageType == "urn:x#Invoice" and receivePort == "invoices-in"
                messageType == "urn:x#Invoice": the message has no messageType
                receivePort == "invoices-in": receivePort is "orders-in"

            """, report);
    }

    [Fact]
    public void Write_NoSubscriptions_SaysSo() => Assert.Equal(
        "No subscription matched: there is none. Start or enlist a send port with a filter.\n"
        + "Promoted properties of the message:\n  none\n",
        NoSubscriberReport.Write(MessageContext.Empty, []));

    [Fact]
    public void Write_MoreThanTheLimit_SaysHowManyMore()
    {
        var subscriptions =
            Enumerable.Range(0, 5_000).Select(i => Subscription($"p{i}", $"Order.Total == {i}")).ToList();
        string report = NoSubscriberReport.Write(RouteSome.Order("a"), subscriptions, lengthMax: 1_000);
        Assert.InRange(report.Length, 900, 1_100);
        Assert.EndsWith(" more that came less near.\n", report, StringComparison.Ordinal);
        int told = report.Split("Order.Total: ").Length - 1 + report.Split("has no Order.Total").Length - 1;
        Assert.Contains($"and {5_000 - told:N0} more", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_GiantValue_IsCut()
    {
        string report = NoSubscriberReport.Write(
            RouteSome.Order(region: new string('x', 1_000)), [Subscription("p", "Order.Region == 'y'")]);
        Assert.Contains("(1,000 characters)", report, StringComparison.Ordinal);
        Assert.InRange(report.Length, 1, 700);
    }

    private static Subscription Subscription(string owner, string filter) => new(0, owner, RouteSome.Predicate(filter));
}
