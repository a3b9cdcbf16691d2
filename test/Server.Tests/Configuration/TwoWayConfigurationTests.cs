namespace Viaduct.Server.Tests.Configuration;

/// <summary>Two-way ports in the configuration.</summary>
public class TwoWayConfigurationTests
{
    private const string TwoWay =
        """
        application: quotes
        receivePorts:
          - name: quotes
            twoWay: true
            responseTimeout: 20s
            locations:
              - name: quotes-in
                host: receive
                folder: { path: /in }
                receive: [ xml ]
                send: [ assemble ]
        sendPorts:
          - name: to-backend
            host: send
            twoWay: true
            filter: receivePort == "quotes"
            folder: { path: /out }
            send: [ assemble ]
            receive: [ xml ]

        """;

    [Fact]
    public void Load_TwoWayPorts_HaveBothDirections()
    {
        using var files = new ConfigurationUnderTest { IsTwoWay = true }
            .Write("viaduct.yaml", $"{ConfigurationUnderTest.Group}---\n{TwoWay}");

        var model = files.LoadGood().Group;

        var receive = Assert.Single(model.ReceivePorts);
        Assert.Equal(TimeSpan.FromSeconds(20), receive.ResponseTimeout);
        var location = Assert.Single(receive.Locations);
        Assert.Equal("xml", Assert.Single(location.Pipeline.Components).Name);
        Assert.Equal("assemble", Assert.Single(location.SendPipeline.Components).Name);
        var send = Assert.Single(model.SendPorts);
        Assert.True(send.IsTwoWay);
        Assert.Equal("assemble", Assert.Single(send.Pipeline.Components).Name);
        Assert.Equal("xml", Assert.Single(send.ReceivePipeline.Components).Name);
    }

    [Fact]
    public void Load_OneWayPorts_WaitForNoResponse()
    {
        using var files = ConfigurationUnderTest.With(ConfigurationUnderTest.Orders);

        var model = files.LoadGood().Group;

        Assert.All(model.ReceivePorts, port => Assert.Null(port.ResponseTimeout));
        Assert.All(model.SendPorts, port => Assert.False(port.IsTwoWay));
    }

    [Fact]
    public void Validate_AdapterThatIsOneWay_IsRefusedInBothDirections()
    {
        using var files = ConfigurationUnderTest.With(TwoWay);

        Assert.Equal(
            [
                """
                viaduct.yaml:12:17: error: The adapter folder cannot be used by a receive location of a two-way port.
                  why: It does not take requests.
                  fix: Remove twoWay.
                """,
                """
                viaduct.yaml:20:13: error: The adapter folder cannot be used by a send port of a two-way port.
                  why: It does not get responses.
                  fix: Remove twoWay.
                """,
            ],
            files.Load().Problems.Select(problem => problem.ToString().ReplaceLineEndings("\n")));
    }

    [Theory]
    [InlineData("receivePorts: [ { name: p, KEY, locations: [ { name: l, host: send, folder: { path: /x } } ] } ]",
        "responseTimeout: 5s", "receive port")]
    [InlineData("receivePorts: [ { name: p, locations: [ { name: l, host: send, KEY, folder: { path: /x } } ] } ]",
        "send: [ assemble ]", "receive port")]
    [InlineData("sendPorts: [ { name: p, host: send, filter: exists messageType, KEY, folder: { path: /x } } ]",
        "receive: [ xml ]", "send port")]
    public void Validate_WayBackOfOneWayPort_IsRefused(string application, string key, string port)
    {
        using var files = ConfigurationUnderTest.With(
            $"application: a\n{application.Replace("KEY", key, StringComparison.Ordinal)}\n");
        string name = key.Split(':')[0];

        string problem = files.OnlyProblem().ReplaceLineEndings("\n");

        Assert.EndsWith(
            $"error: {name} belongs to two-way ports.\n  why: It is for responses, and this {port} is one-way.\n"
            + $"  fix: Write twoWay: true at the {port}, or remove {name}.", problem, StringComparison.Ordinal);
    }
}
