using Viaduct.Client;
using Viaduct.Core.Cluster;
using Viaduct.Core.Store;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Tests.Operations;

/// <summary>What operators say of host instances, in every state.</summary>
public class InstanceRulesTests
{
    [Theory]
    [InlineData(InstanceActions.Assign, InstanceState.None, InstanceWord.Started)]
    [InlineData(InstanceActions.Start, InstanceState.Stopped, InstanceWord.Started)]
    [InlineData(InstanceActions.Start, InstanceState.Running, InstanceWord.Started)]
    [InlineData(InstanceActions.Stop, InstanceState.Running, InstanceWord.Stopped)]
    [InlineData(InstanceActions.Pause, InstanceState.Stopped, InstanceWord.Paused)]
    [InlineData(InstanceActions.Drain, InstanceState.Paused, InstanceWord.Draining)]
    [InlineData(InstanceActions.Disable, InstanceState.Draining, InstanceWord.Disabled)]
    [InlineData(InstanceActions.Disable, InstanceState.Disabled, InstanceWord.Disabled)]
    [InlineData(InstanceActions.Enable, InstanceState.Disabled, InstanceWord.Stopped)]
    [InlineData(InstanceActions.Delete, InstanceState.Running, InstanceWord.Deleted)]
    [InlineData(InstanceActions.Remove, InstanceState.Disabled, InstanceWord.Removed)]
    [InlineData(InstanceActions.Reset, InstanceState.None, null)]
    [InlineData(InstanceActions.Reset, InstanceState.Stopped, null)]
    public void WordFor_WhatFits_IsTheWord(string action, InstanceState state, InstanceWord? expected) =>
        Assert.Equal(expected, InstanceRules.WordFor(action, "send", "a", state));

    [Theory]
    [InlineData(InstanceActions.Assign, InstanceState.Running, ProblemCodes.Conflict, "at most one")]
    [InlineData(InstanceActions.Assign, InstanceState.Disabled, ProblemCodes.Conflict, "at most one")]
    [InlineData(InstanceActions.Start, InstanceState.None, ProblemCodes.NotFound, "viaduct hosts assign send a")]
    [InlineData(InstanceActions.Delete, InstanceState.None, ProblemCodes.NotFound, "viaduct hosts assign send a")]
    [InlineData(InstanceActions.Start, InstanceState.Disabled, ProblemCodes.Conflict, "viaduct hosts enable send a")]
    [InlineData(InstanceActions.Drain, InstanceState.Disabled, ProblemCodes.Conflict, "viaduct hosts enable send a")]
    [InlineData(InstanceActions.Enable, InstanceState.Running, ProblemCodes.Conflict, "is not disabled")]
    public void WordFor_WhatDoesNotFit_IsRefusedWithTheReason(
        string action, InstanceState state, string code, string text)
    {
        var refused = Assert.Throws<ViaductException>(() => InstanceRules.WordFor(action, "send", "a", state));

        Assert.Equal(code, refused.Problem.Code);
        Assert.Contains(text, refused.Problem.Detail, StringComparison.Ordinal);
    }
}
