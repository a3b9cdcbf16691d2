using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Tests.Configuration;

public class PropertyMacrosTests
{
    private static readonly PropertyMacros Macros = new(
    [
        new PropertySchemaModel(
            "Order", "urn:orders",
            [
                new PropertyModel(PropertyKey.Get("urn:orders", "Id"), PropertyValueKind.String),
                new PropertyModel(PropertyKey.Get("urn:orders", "Total"), PropertyValueKind.Number),
            ]),
    ]);

    [Theory]
    [InlineData("https://erp.example/orders", "https://erp.example/orders")]
    [InlineData("https://erp.example/{Order.Id}", "https://erp.example/{urn:orders#Id}")]
    [InlineData("{Order.Id}{Order.Total}x", "{urn:orders#Id}{urn:orders#Total}x")]
    [InlineData("a{BTS.MessageID}b{Order.Id}c", "a{BTS.MessageID}b{urn:orders#Id}c")]
    [InlineData("{Order.Unknown} {order.Id} {}", "{Order.Unknown} {order.Id} {}")]
    [InlineData("{Order.Id", "{Order.Id")]
    [InlineData("}{Order.Id}{", "}{urn:orders#Id}{")]
    [InlineData("{{Order.Id}}", "{{Order.Id}}")]
    [InlineData("", "")]
    public void Expand_GivesTheNamespacesOfTheApplicationsProperties(string text, string expected) =>
        Assert.Equal(expected, Macros.Expand(text));
}
