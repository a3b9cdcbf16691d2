using System.Numerics;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Tests.Trials;

public class ChanceTests
{
    [Fact]
    public void OfAtLeast_SmallNumbers_IsAsCounted()
    {
        for (int all = 1; all <= 40; all += 3)
            for (int allBad = 0; allBad <= all; allBad += 2)
                for (int drawn = 0; drawn <= all; drawn += 3)
                    for (int bad = Math.Max(0, drawn - (all - allBad)); bad <= Math.Min(drawn, allBad); bad++)
                        Assert.Equal(
                            Counted(bad, drawn, allBad, all), Chance.OfAtLeast(bad, drawn, allBad, all), 1e-9);
    }

    [Fact]
    public void OfAtLeast_LargeNumbers_StaysAChance()
    {
        Assert.InRange(Chance.OfAtLeast(250, 1_000_000, 5_000, 20_000_000), 0.4, 0.6);
        Assert.InRange(Chance.OfAtLeast(300, 1_000_000, 5_000, 20_000_000), 1e-4, 2e-3);
        Assert.InRange(Chance.OfAtLeast(5_000, 1_000_000, 5_000, 20_000_000), 0, 1e-300);
    }

    private static double Counted(int bad, int drawn, int allBad, int all)
    {
        BigInteger sum = 0;
        for (int i = bad; i <= Math.Min(drawn, allBad); i++)
            if (drawn - i <= all - allBad) sum += Choose(allBad, i) * Choose(all - allBad, drawn - i);
        return (double)sum / (double)Choose(all, drawn);
    }

    private static BigInteger Choose(int n, int k)
    {
        BigInteger result = 1;
        for (int i = 1; i <= k; i++) result = result * (n - k + i) / i;
        return result;
    }
}
