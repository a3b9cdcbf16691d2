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
            turn.Enter(() => begun.Add(name), isFirst: name == "again");
        Assert.Equal(["a"], begun);
        turn.Leave();
        Assert.Equal(["a", "again"], begun);
        turn.Leave();
        turn.Leave();
        Assert.Equal(["a", "again", "b", "c"], begun);
        turn.Leave();
        turn.Enter(() => begun.Add("d"), isFirst: false);
        Assert.Equal("d", begun[^1]);
    }
}
