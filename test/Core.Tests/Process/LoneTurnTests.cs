using Viaduct.Core.Process;

namespace Viaduct.Core.Tests.Process;

public class LoneTurnTests
{
    [Fact]
    public void Enter_WhileOneIsAlone_LetsOneAfterTheOtherBeginAndThoseThatWereAloneBeforeFirst()
    {
        var turn = new LoneTurn();
        var begun = new List<string>();
        foreach (string name in new[] { "a", "b", "c", "again" })
            turn.Enter(() => Begin(name), isFirst: name == "again");
        Assert.Equal(["a"], begun);
        turn.Leave();
        Assert.Equal(["a", "again"], begun);
        turn.Leave();
        turn.Leave();
        Assert.Equal(["a", "again", "b", "c"], begun);
        turn.Leave();
        turn.Enter(() => Begin("d"), isFirst: false);
        Assert.Equal("d", begun[^1]);

        bool Begin(string name)
        {
            begun.Add(name);
            return true;
        }
    }

    [Fact]
    public void Leave_WhenTheNextHasNothingToBeginAnyMore_LetsTheOneBehindItBegin()
    {
        var turn = new LoneTurn();
        string? begun = null;
        turn.Enter(() => true, isFirst: false);
        for (int i = 0; i < 100_000; i++) turn.Enter(() => false, isFirst: false);
        turn.Enter(() => (begun = "last") is not null, isFirst: false);
        turn.Leave();
        Assert.Equal("last", begun);
        turn.Leave();
        turn.Enter(() => (begun = "later") is not null, isFirst: false);
        Assert.Equal("later", begun);
    }
}
