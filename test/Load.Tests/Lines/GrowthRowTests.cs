using Viaduct.Load.Lines;

namespace Viaduct.Load.Tests.Lines;

public class GrowthRowTests
{
    private const int Messages = 2_500_000;

    [Theory]
    [InlineData(1_000_000, 1_333_333, true)] // kept for ever: a third more in the last of four quarters
    [InlineData(1_000_000, 1_050_000, false)] // cut at another place
    [InlineData(100, 20_000, false)] // next to nothing
    [InlineData(1_000_000, 10_000, false)]
    public void HasGrown_ByRows(long before, long after, bool grown) =>
        Assert.Equal(grown, new GrowthRow("t", new(0, before), new(0, after)).HasGrown(Messages));

    [Fact]
    public void HasGrown_ByBytes_WhenMoreThanAHundredthOfWhatPassed()
    {
        const long Megabyte = 1 << 20;

        Assert.True(new GrowthRow("t", new(300 * Megabyte, 0), new(400 * Megabyte, 0)).HasGrown(Messages));
        Assert.False(new GrowthRow("t", new(3 * Megabyte, 0), new(20 * Megabyte, 0)).HasGrown(Messages));
    }
}
