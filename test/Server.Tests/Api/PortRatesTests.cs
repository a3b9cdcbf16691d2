using Viaduct.Core.Store;
using Viaduct.Server.Api;

namespace Viaduct.Server.Tests.Api;

/// <summary>Rates by port, from two looks at a server's counts.</summary>
public class PortRatesTests
{
    [Fact]
    public void Rates_AreWhatHasComeSince_TheBusiestFirst()
    {
        var rates = new PortRates(
            [Port("in", received: 10), Port("out", sent: 10), Port("quiet", sent: 5)],
            [
                Port("in", received: 30), Port("out", sent: 110, failures: 4), Port("quiet", sent: 5),
                Port("new", sent: 2),
            ],
            seconds: 2);
        Assert.Equal(["out", "in", "new"], rates.Ports.Select(port => port.Name));
        var (busiest, first) = (rates.Ports[0], rates.Ports[1]);
        Assert.Equal((50, 2), (busiest.SentPerSecond, busiest.FailuresPerSecond));
        Assert.Equal(10, first.ReceivedPerSecond);
        Assert.Null(first.Times);
        Assert.Equal(2, rates.FailuresPerSecond);
        // All deliveries were made at the first place, within a millisecond.
        Assert.Equal((1, 1), (rates.Times!.Median, rates.Times.Max));
    }

    [Fact]
    public void Rates_OfAServerThatHasJoinedAnew_CountFromNothing()
    {
        var rates = new PortRates([Port("out", sent: 1_000)], [Port("out", sent: 3)], seconds: 1);
        Assert.Equal(3, rates.Ports.Single().SentPerSecond);
        Assert.Empty(new PortRates([Port("out", sent: 3)], [Port("out", sent: 3)], seconds: 1).Ports);
        Assert.Null(new PortRates([], [], seconds: 1).Times);
    }

    private static PortTraffic Port(string name, long received = 0, long sent = 0, long failures = 0)
    {
        long[] times = new long[DeliveryTimes.Places];
        times[0] = sent;
        return new PortTraffic(name, received, sent, failures, times);
    }
}
