using Viaduct.Core.Track;

namespace Viaduct.Core.Tests.Track;

/// <summary>What is tracked where, also of ports and locations that share a name.</summary>
public class TrackingRulesTests
{
    private static readonly PortTracking Usual = new(0, TimeSpan.FromDays(1));
    private static readonly PortTracking Other = new(1, TimeSpan.FromDays(2)) { After = true };

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_name_means_what_the_configuration_says_of_it(bool portIsOther, bool locationIsOther)
    {
        var (port, location) = (portIsOther ? Other : Usual, locationIsOther ? Other : Usual);
        var rules = new TrackingRules(
            Usual, [new("same", location), new("in", location)], [new("same", port), new("out", port)]);

        Assert.Equal(port, rules.OfPort("same"));
        Assert.Equal(location, rules.OfSource("same"));
        Assert.Equal(port, rules.Of("same"));
        Assert.Equal((port, port, port), (rules.OfPort("out"), rules.OfSource("out"), rules.Of("out")));
        Assert.Equal((location, location), (rules.OfSource("in"), rules.Of("in")));
        Assert.Equal(Usual, rules.Of("nobody"));
        Assert.Equal(portIsOther || locationIsOther, rules.TracksBodies);
    }
}
