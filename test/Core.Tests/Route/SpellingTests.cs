using Viaduct.Core.Route;

namespace Viaduct.Core.Tests.Route;

public class SpellingTests
{
    [Theory]
    [InlineData("recievePorts", "receivePorts")]
    [InlineData("sendport", "sendPorts")]
    [InlineData("Hosts", "hosts")]
    [InlineData("hsot", "host")]
    [InlineData("filter", null)]
    [InlineData("", null)]
    public void Nearest_Word_FindsWhatWasMeant(string word, string? expected) =>
        Assert.Equal(expected, Spelling.Nearest(word, ["receivePorts", "sendPorts", "host", "hosts"]));

    [Fact]
    public void Nearest_GiantWord_IsNotCompared() =>
        Assert.Null(Spelling.Nearest(new string('x', 1_000_000), [new string('x', 999_999)]));
}
