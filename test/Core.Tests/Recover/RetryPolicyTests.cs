using Viaduct.Core.Model;
using Viaduct.Core.Recover;

namespace Viaduct.Core.Tests.Recover;

public class RetryPolicyTests
{
    [Theory]
    [InlineData(3, 1, true, true, false)]
    [InlineData(3, 3, true, true, false)]
    [InlineData(3, 4, true, false, true)]
    [InlineData(0, 1, true, false, true)]
    [InlineData(3, 1, false, false, false)]
    [InlineData(0, 1, false, false, false)]
    public void Decide_Attempts_RetriesOrSuspends(int count, int attempts, bool transient, bool again, bool exhausted)
    {
        var retry = new RetryModel { Count = count };
        var decision = RetryPolicy.Decide(retry, attempts, transient);
        Assert.Equal(again ? TimeSpan.FromMinutes(5) : null, decision.After);
        Assert.Equal(exhausted, decision.IsExhausted);
    }

    [Theory]
    [InlineData(true, 1, 2, 300)]
    [InlineData(true, 1, 300, 300)]
    [InlineData(true, 1, 3600, 3600)]
    [InlineData(true, 4, 3600, null)]
    [InlineData(false, 1, 3600, null)]
    public void Decide_FarSideAsksToWait_LaterOfBoth(bool transient, int attempts, int notBefore, int? after)
    {
        var decision = RetryPolicy.Decide(
            new RetryModel(), attempts, transient, TimeSpan.FromSeconds(notBefore));
        Assert.Equal(after is { } seconds ? TimeSpan.FromSeconds(seconds) : null, decision.After);
    }
}
