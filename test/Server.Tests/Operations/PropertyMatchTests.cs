using Viaduct.Core.Messages;
using Viaduct.Server.Hosting;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Tests.Operations;

public class PropertyMatchTests
{
    [Theory]
    [InlineData("Total=23.50", true)]
    [InlineData("Total=23.5", true)]
    [InlineData("Total=23.51", false)]
    [InlineData("urn:o#Total=23.5", true)]
    [InlineData("urn:p#Total=23.5", false)]
    [InlineData("Id=07", true)]
    [InlineData("Id=7", false)]
    [InlineData("At=2026-03-01T12:00:00+01:00", true)]
    [InlineData("Total=much", false)]
    public void Fits_ComparesValuesByTheirKind(string text, bool fits)
    {
        var context = new MessageContextBuilder();
        context.Promote(PropertyKey.Get("urn:o", "Total"), PropertyValue.From(23.50m));
        context.Promote(PropertyKey.Get("urn:o", "Id"), PropertyValue.From("07"));
        var at = new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);
        context.Promote(PropertyKey.Get("urn:o", "At"), PropertyValue.From(at));
        var id = Guid.CreateVersion7();
        var message = new Message(
            id, id, context.Build(), [new MessagePart(MessagePart.BodyName, Body.From("x"u8.ToArray()))]);
        Assert.Equal(fits, PropertyMatch.Read(text, null, ViaductCatalog.All).Fits(message));
    }
}
