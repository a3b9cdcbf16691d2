using Viaduct.Core.Model;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>What is tracked at ports, and for how long, in the configuration.</summary>
public class TrackConfigurationTests
{
    private const string Ports =
        """
        application: a
        propertySchemas:
          - prefix: Order
            namespace: urn:order
            properties: [ { name: Id }, { name: Total, type: number } ]
        receivePorts:
        - name: in
          track: PORT
          locations:
          - { name: first, host: receive, folder: { path: /a } }
          - { name: second, host: receive, folder: { path: /b }, track: { retention: short } }
        sendPorts:
        - name: out
          host: send
          filter: receivePort == "in"
          folder: { path: /x }
          track: SEND

        """;

    private const string Retention = "retention: [ { name: short, keep: 2d }, { name: default, keep: 90d } ]\n";

    [Fact]
    public void Load_Track_SaysWhatIsTrackedWhere()
    {
        using var files = With(
            "{ bodies: [ before, after ] }", "{ bodies: [ after ], properties: [ Order.Id, BTS.Operation ] }");

        var group = files.LoadGood().Group;

        Assert.Equal(
            [new RetentionModel("short", TimeSpan.FromDays(2)), new RetentionModel("default", TimeSpan.FromDays(90))],
            group.Retention);
        var locations = group.ReceivePorts.Single().Locations;
        Assert.Equal(
            (true, true, "default", true),
            (locations[0].Track.Before, locations[0].Track.After, locations[0].Track.Retention,
                locations[0].Track.Properties is null));
        Assert.Equal(
            (false, false, "short"),
            (locations[1].Track.Before, locations[1].Track.After, locations[1].Track.Retention));
        var port = Assert.Single(group.SendPorts);
        Assert.Equal((false, true), (port.Track.Before, port.Track.After));
        Assert.Equal(["Id", "Operation"], port.Track.Properties!.Select(key => key.Name));
    }

    [Fact]
    public void Load_NoTrack_IsTheDefault()
    {
        using var files = ConfigurationUnderTest.With(ConfigurationUnderTest.Orders);

        var group = files.LoadGood().Group;

        Assert.Empty(group.Retention);
        Assert.Same(TrackModel.Default, group.SendPorts.Single().Track);
        Assert.Same(TrackModel.Default, group.ReceivePorts.Single().Locations[0].Track);
    }

    [Theory]
    [InlineData("{ bodies: [ during ] }", "\"during\" does not fit bodies.")]
    [InlineData("{ bodies: before }", "bodies has a single value where a list belongs.")]
    [InlineData("{ properties: [ Order.Nothing ] }", "The property Order.Nothing is not known.")]
    [InlineData("{ retention: shor }", "The retention class shor is not there.")]
    [InlineData("{ keep: 3d }", "The key keep is not known.")]
    public void Validate_Track_Mistake_IsRefused(string written, string what)
    {
        using var files = With("{ bodies: [] }", written);

        Assert.Contains($"error: {what}", files.OnlyProblem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retention: [ { name: short } ]\n", "Retention class has no keep.")]
    [InlineData("retention: [ { name: short, keep: 5s } ]\n", "keep is 5s.")]
    [InlineData("retention: [ { name: short, keep: 2d }, { name: Short, keep: 3d } ]\n", "The name Short is taken.")]
    [InlineData(
        "retention: [ { name: a, keep: 2d }, { name: b, keep: 2d }, { name: c, keep: 2d }, "
            + "{ name: short, keep: 2d } ]\n",
        "There are 5 retention classes.")]
    public void Validate_Retention_Mistake_IsRefused(string retention, string what)
    {
        using var files = With("{ bodies: [] }", "{ bodies: [] }", retention);

        Assert.Contains($"error: {what}", files.OnlyProblem(), StringComparison.Ordinal);
    }

    private static ConfigurationUnderTest With(string port, string send, string retention = Retention) =>
        ConfigurationUnderTest.With(
            Ports.Replace("PORT", port, StringComparison.Ordinal).Replace("SEND", send, StringComparison.Ordinal),
            ConfigurationUnderTest.Group + retention);
}
