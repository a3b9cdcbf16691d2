using Viaduct.Server.Configuration.Options;

namespace Viaduct.Server.Tests.Configuration.Options;

public class ScalarTextTests
{
    [Theory]
    [InlineData("0", 0d)]
    [InlineData("100ms", 0.1)]
    [InlineData("1.5s", 1.5)]
    [InlineData("5m", 300d)]
    [InlineData("5 m", 300d)]
    [InlineData("1h", 3600d)]
    [InlineData("2d", 172800d)]
    [InlineData("5", null)]
    [InlineData("-5s", null)]
    [InlineData("5S", null)]
    [InlineData("5.s", null)]
    [InlineData(".s", null)]
    [InlineData("", null)]
    [InlineData("99999999999999d", null)]
    [InlineData("1s2s", null)]
    public void Read_Duration_IsNumberAndUnit(string text, double? seconds) =>
        Assert.Equal(seconds, ((TimeSpan?)ScalarText.Read(OptionType.Of(typeof(TimeSpan)), text))?.TotalSeconds);

    [Theory]
    [InlineData("500", 500L)]
    [InlineData("500B", 500L)]
    [InlineData("64KB", 65536L)]
    [InlineData("1.5MB", 1572864L)]
    [InlineData("1GB", 1073741824L)]
    [InlineData("8mb", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999GB", null)]
    public void Read_Bytes_IsNumberAndUnit(string text, long? bytes) =>
        Assert.Equal(bytes, (long?)ScalarText.Read(OptionType.Of(typeof(long), bytes: true), text));

    [Theory]
    [InlineData("12", 12)]
    [InlineData("-12", -12)]
    [InlineData("2147483648", null)]
    [InlineData("1.0", null)]
    [InlineData("0x10", null)]
    [InlineData(" 1", null)]
    public void Read_Integer_IsDigits(string text, int? number) =>
        Assert.Equal(number, (int?)ScalarText.Read(OptionType.Of(typeof(int)), text));

    [Fact]
    public void Write_AnyValue_ReadsTheSame()
    {
        Assert.Equal("1500ms", ScalarText.Write(OptionType.Of(typeof(TimeSpan)), TimeSpan.FromSeconds(1.5)));
        Assert.Equal("5m", ScalarText.Write(OptionType.Of(typeof(TimeSpan)), TimeSpan.FromMinutes(5)));
        Assert.Equal("0s", ScalarText.Write(OptionType.Of(typeof(TimeSpan)), TimeSpan.Zero));
        Assert.Equal("256MB", ScalarText.Write(OptionType.Of(typeof(long), bytes: true), 256L << 20));
        Assert.Equal("1000B", ScalarText.Write(OptionType.Of(typeof(int), bytes: true), 1000));
        Assert.Equal("createNew", ScalarText.Write(OptionType.Of(typeof(FolderMode)), FolderMode.CreateNew));
        Assert.Equal("true", ScalarText.Write(OptionType.Of(typeof(bool)), true));
        Assert.Equal("1.5", ScalarText.Write(OptionType.Of(typeof(decimal)), 1.5m));
    }
}
