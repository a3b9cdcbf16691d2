using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Store;

public class EndpointTroubleTests
{
    [Fact]
    public void TextOf_AndBack_KeepsWhatFitsOnALine()
    {
        EndpointTrouble[] some =
        [
            new("from shop", IsLocation: true, "first\r\nsecond\tthird"),
            new("to-erp", IsLocation: false, new string('é', 2 * EndpointTrouble.TextMax)),
        ];
        var read = EndpointTrouble.ListOf(EndpointTrouble.TextOf(some));
        Assert.Equal(
            [
                new("from shop", IsLocation: true, "first  second third"),
                new("to-erp", IsLocation: false, new string('é', EndpointTrouble.TextMax)),
            ],
            read);
    }

    [Fact]
    public void TextOf_ManyAndLongOnes_StaysWithinTheStoresLimit()
    {
        var many = Enumerable.Range(0, 1000).Select(i => new EndpointTrouble(
            new string('n', 120) + $"{i:00000000}", IsLocation: true, new string('x', 9999)));
        string text = EndpointTrouble.TextOf([.. many]);
        Assert.True(text.Length <= 100_000);
        Assert.Equal(EndpointTrouble.ListedMax, EndpointTrouble.ListOf(text).Count);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("something of a later version", 0)]
    [InlineData("planet\tx\ty\nport\tx\ty", 1)]
    public void ListOf_WhatIsNotUnderstood_IsLeftOut(string text, int count) =>
        Assert.Equal(count, EndpointTrouble.ListOf(text).Count);
}
