using Viaduct.Core.Store;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Tests.Trials;

public class TrialShareTests
{
    private const int Drawn = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(5_000)]
    [InlineData(9_999)]
    public void Takes_ManyInterchanges_GivesTheShareWithinBinomialBounds(int share)
    {
        var drawn = new TrialShare(7, share);
        double p = (double)share / Trial.Whole;
        int taken = Ids(1).Count(drawn.Takes);
        double bound = 6 * Math.Sqrt(Drawn * p * (1 - p));
        Assert.InRange(taken, (Drawn * p) - bound, (Drawn * p) + bound);
    }

    [Fact]
    public void Takes_SameInterchange_IsTheSameAndOfAnotherTrialIndependent()
    {
        var (one, again, other) = (new TrialShare(1, 5_000), new TrialShare(1, 5_000), new TrialShare(2, 5_000));
        var ids = Ids(2).ToList();
        Assert.All(ids.Take(1_000), id => Assert.Equal(one.Takes(id), again.Takes(id)));
        int both = ids.Count(id => one.Takes(id) && other.Takes(id));
        Assert.InRange(both, (Drawn / 4) - 1_000, (Drawn / 4) + 1_000);
    }

    /// <summary>What is written down in the documentation never changes: servers of two versions must agree.</summary>
    [Fact]
    public void Takes_KnownInterchange_IsAsItAlwaysWas()
    {
        var id = Guid.Parse("019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77");
        byte[] drawn = [0, 0, 0, 0, 0, 0, 0, 3, .. id.ToByteArray(bigEndian: true)];
        byte[] hash = System.Security.Cryptography.SHA256.HashData(drawn);
        ulong place = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash) % 10_000;
        Assert.False(new TrialShare(3, (int)place).Takes(id));
        Assert.True(new TrialShare(3, (int)place + 1).Takes(id));
    }

    private static IEnumerable<Guid> Ids(int seed)
    {
        var random = new Random(seed);
        byte[] bytes = new byte[16];
        for (int i = 0; i < Drawn; i++)
        {
            random.NextBytes(bytes);
            yield return new Guid(bytes);
        }
    }
}
