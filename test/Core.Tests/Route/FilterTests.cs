using Viaduct.Core.Messages;
using Viaduct.Core.Route;

namespace Viaduct.Core.Tests.Route;

public class FilterTests
{
    [Theory]
    [InlineData("receivePort == \"orders-in\"", true)]
    [InlineData("receivePort == 'orders-in'", true)]
    [InlineData("BTS.ReceivePortName == \"orders-in\"", true)]
    [InlineData("receivePort == \"Orders-In\"", false)]
    [InlineData("receivePort != \"orders-in\"", false)]
    [InlineData("receivePort != \"x\"", true)]
    [InlineData("Order.Total > 100", true)]
    [InlineData("Order.Total > 100.50", false)]
    [InlineData("Order.Total >= 100.50", true)]
    [InlineData("Order.Total == 100.500", true)]
    [InlineData("Order.Total < 1e3", true)]
    [InlineData("Order.Total <= -1", false)]
    [InlineData("Order.Region > \"North\"", true)]
    [InlineData("Order.Region < \"a\"", true)]
    [InlineData("Order.Due == \"2026-03-01T12:00:00+01:00\"", true)]
    [InlineData("Order.Due == '2026-03-01T11:00'", true)]
    [InlineData("Order.Due > '2026-03-01'", true)]
    [InlineData("Order.Due >= '2026-03-02'", false)]
    [InlineData("Order.Express == true", true)]
    [InlineData("Order.Express != true", false)]
    [InlineData("exists Order.Total", true)]
    [InlineData("exists messageType", false)]
    [InlineData("messageType == 'x'", false)]
    [InlineData("messageType != 'x'", false)]
    public void Matches_OneComparison_ComparesByDeclaredType(string filter, bool expected)
    {
        var order = RouteSome.Order("orders-in", 100.5m, "South", "2026-03-01T11:00:00Z", express: true);
        Assert.Equal(expected, RouteSome.Predicate(filter).Matches(order));
    }

    [Theory]
    [InlineData("receivePort == 'a' or receivePort == 'b' and Order.Total > 1", true)]
    [InlineData("(receivePort == 'a' or receivePort == 'b') and Order.Total > 1", false)]
    [InlineData("Order.Total > 1 and receivePort == 'b' or receivePort == 'a'", true)]
    [InlineData("((receivePort == 'a'))", true)]
    public void Matches_AndBesideOr_AndBindsTighter(string filter, bool expected) =>
        Assert.Equal(expected, RouteSome.Predicate(filter).Matches(RouteSome.Order("a", total: 1)));

    [Fact]
    public void Matches_WrittenProperty_IsNotSeen()
    {
        var context = new MessageContextBuilder().Write(RouteSome.Key("Total"), PropertyValue.From(5m)).Build();
        Assert.False(RouteSome.Predicate("exists Order.Total").Matches(context));
        Assert.False(RouteSome.Predicate("Order.Total != 6").Matches(context));
    }

    [Theory]
    [InlineData("Order.Total == 1")]
    [InlineData("Order.Total != 1")]
    [InlineData("Order.Total < 1")]
    public void Matches_ValueOfAnotherTypeThanDeclared_IsFalse(string filter)
    {
        var context = new MessageContextBuilder().Promote(RouteSome.Key("Total"), PropertyValue.From("1")).Build();
        Assert.False(RouteSome.Predicate(filter).Matches(context));
    }

    [Theory]
    [InlineData(@"Order.Region == ""a\""b\\c\n\t\r\u0041""", "a\"b\\c\n\t\rA")]
    [InlineData(@"Order.Region == 'say ""it\'s""'", "say \"it's\"")]
    [InlineData("Order.Region == \"Ärger 🎉\"", "Ärger 🎉")]
    public void Parse_Escapes_AreRead(string filter, string expected)
    {
        var result = Filter.Parse(filter, RouteSome.Names);
        Assert.Equal(expected, Assert.Single(result.Filter!.Terms).Value.Text);
    }

    [Theory]
    [InlineData("receivePort=='a' and(Order.Total>1 or exists Order.Due)",
        "receivePort == \"a\" and (Order.Total > 1 or exists Order.Due)")]
    [InlineData("Order.Due<'2026-01-31'", "Order.Due < \"2026-01-31T00:00:00Z\"")]
    [InlineData("Order.Region!='\\\\\\n'", "Order.Region != \"\\\\\\n\"")]
    public void ToString_AnyPredicate_IsAFilterOfTheSameMeaning(string filter, string expected)
    {
        string text = RouteSome.Predicate(filter).ToString()!;
        Assert.Equal(expected, text);
        Assert.Equal(expected, RouteSome.Predicate(text).ToString());
    }

    [Fact]
    public void Parse_GoodFilter_TellsItsTermsInOrder()
    {
        var result = Filter.Parse("receivePort == 'a' or exists Order.Total", RouteSome.Names);
        Assert.Equal(
            [(1, "receivePort", FilterOperator.Equal), (23, "Order.Total", FilterOperator.Exists)],
            result.Filter!.Terms.Select(t => (t.Column, t.Property.Name, t.Operator)));
    }
}
