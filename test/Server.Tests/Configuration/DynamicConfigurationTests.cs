using Viaduct.Core.Messages;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>Dynamic send ports in the configuration.</summary>
public class DynamicConfigurationTests
{
    [Fact]
    public void Load_DynamicPort_KnowsWhereTheAddressStandsAndWhatIsAllowed()
    {
        using var files = With("dynamic: { allow: [ \"https://*.partner.example/in/*\", \"file:///out/*\" ] }");

        var port = Assert.Single(files.LoadGood().Group.SendPorts);

        Assert.Equal(SystemProperties.OutboundTransportLocation, port.Dynamic!.Address);
        Assert.Equal(
            ["https://*.partner.example/in/*", "file:///out/*"], port.Dynamic.Allowed.Select(one => $"{one}"));
    }

    [Theory]
    [InlineData("dynamic: { allow: [ \"https://*/*\" ] }",
        "\"https://*/*\" is no address with a scheme, host and path.")]
    [InlineData("dynamic: { allow: [] }", "allow is empty.")]
    [InlineData("dynamic: { address: BTS.MessageType }", "Dynamic has no allow.")]
    [InlineData("dynamic: { address: Order.Nothing, allow: [ \"file:///out/*\" ] }",
        "The property Order.Nothing is not known.")]
    public void Validate_Mistake_IsRefused(string written, string what)
    {
        using var files = With(written);

        Assert.Contains($"error: {what}", files.OnlyProblem(), StringComparison.Ordinal);
    }

    private static ConfigurationUnderTest With(string written) => ConfigurationUnderTest.With(
        "application: a\nsendPorts:\n- name: p\n  host: send\n  filter: exists messageType\n  folder: { path: /x }\n"
        + $"  {written}\n");
}
