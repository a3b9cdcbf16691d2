using Viaduct.Core.Messages;

namespace Viaduct.Core.Tests.Messages;

public class PropertyTextTests
{
    [Theory]
    [InlineData(PropertyValueKind.Number, " 1.50 ", "1.50")]
    [InlineData(PropertyValueKind.Number, "-1.5E2", "-150")]
    [InlineData(PropertyValueKind.Boolean, "1", "true")]
    [InlineData(PropertyValueKind.Boolean, "false", "false")]
    [InlineData(PropertyValueKind.Instant, "2026-01-31", "2026-01-31T00:00:00Z")]
    [InlineData(PropertyValueKind.Instant, "2026-01-31Z", "2026-01-31T00:00:00Z")]
    [InlineData(PropertyValueKind.Instant, "2026-01-31+02:00", "2026-01-30T22:00:00Z")]
    [InlineData(PropertyValueKind.Instant, "2026-01-31T10:00", "2026-01-31T10:00:00Z")]
    [InlineData(PropertyValueKind.Instant, "2026-01-31T10:00:00.5-01:00", "2026-01-31T11:00:00.5Z")]
    [InlineData(PropertyValueKind.Instant, "2026-01-31T10:00:00.123456789Z", "2026-01-31T10:00:00.1234567Z")]
    [InlineData(PropertyValueKind.String, " a ", " a ")]
    public void TryParse_GoodText_IsRead(PropertyValueKind kind, string text, string expected)
    {
        Assert.True(PropertyText.TryParse(kind, text, out var value));
        Assert.Equal((kind, expected), (value.Kind, value.ToString()));
    }

    [Theory]
    [InlineData(PropertyValueKind.Number, "")]
    [InlineData(PropertyValueKind.Number, "1,5")]
    [InlineData(PropertyValueKind.Number, "0x10")]
    [InlineData(PropertyValueKind.Number, "1e99")]
    [InlineData(PropertyValueKind.Number, "NaN")]
    [InlineData(PropertyValueKind.Boolean, "True")]
    [InlineData(PropertyValueKind.Instant, "31.1.2026")]
    [InlineData(PropertyValueKind.Instant, "2026-02-30")]
    [InlineData(PropertyValueKind.Instant, "2026-01-31T10:00:00.Z.")]
    [InlineData(PropertyValueKind.None, "x")]
    public void TryParse_OtherText_IsRefused(PropertyValueKind kind, string text) =>
        Assert.False(PropertyText.TryParse(kind, text, out _));
}
