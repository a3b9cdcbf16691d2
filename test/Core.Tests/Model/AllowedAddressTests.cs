using Viaduct.Core.Model;

namespace Viaduct.Core.Tests.Model;

/// <summary>The list of addresses that a dynamic port may send to lets nothing else through.</summary>
public class AllowedAddressTests
{
    [Theory]
    [InlineData("https://partner.example/in", "https://partner.example/in", true)]
    [InlineData("https://partner.example/in", "https://PARTNER.example:443/in?a=b", true)]
    [InlineData("https://partner.example/in", "https://partner.example/in/more", false)]
    [InlineData("https://partner.example/in", "http://partner.example/in", false)]
    [InlineData("https://partner.example/in", "https://partner.example:8443/in", false)]
    [InlineData("https://partner.example:8443/in", "https://partner.example:8443/in", true)]
    [InlineData("https://partner.example/in", "https://user@partner.example/in", false)]
    [InlineData("https://partner.example/in", "https://partner.example.evil.example/in", false)]
    [InlineData("https://*.partner.example/*", "https://a.partner.example/x", true)]
    [InlineData("https://*.partner.example/*", "https://a.b.partner.example/x/y", true)]
    [InlineData("https://*.partner.example/*", "https://partner.example/x", false)]
    [InlineData("https://*.partner.example/*", "https://evilpartner.example/x", false)]
    [InlineData("https://*.partner.example/*", "https://.partner.example/x", false)]
    [InlineData("https://*.partner.example/in/*", "https://a.partner.example/in/../secret", false)]
    [InlineData("file:///srv/out/*", "file:///srv/out/a.xml", true)]
    [InlineData("file:///srv/out/*", "file:///srv/out/below/a.xml", true)]
    [InlineData("file:///srv/out/*", "file:///srv/outside/a.xml", false)]
    [InlineData("file:///srv/out/*", "file:///srv/out/../../etc/a.xml", false)]
    [InlineData("file:///srv/out/*", "file:///srv/out/%2e%2e/%2e%2e/etc/a.xml", false)]
    [InlineData("file:///srv/out/*", "file:///srv/out/..%2f..%2fetc/a.xml", false)]
    [InlineData("file:///srv/out/*", "file://host/srv/out/a.xml", false)]
    [InlineData("https://*/*", "file:///srv/out/a.xml", false)]
    public void Matches_OnlyWhatIsMeant(string pattern, string address, bool matches)
    {
        var allowed = AllowedAddress.TryParse(pattern);

        bool isOne = Uri.TryCreate(address, UriKind.Absolute, out var uri);

        Assert.Equal(matches, allowed is not null && isOne && allowed.Matches(uri!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("https://*")]
    [InlineData("partner.example/in")]
    [InlineData("https://partner.example")]
    [InlineData("https://*partner.example/in")]
    [InlineData("https://a.*.example/in")]
    [InlineData("https://partner.example/*/in")]
    [InlineData("https://user:secret@partner.example/in")]
    [InlineData("https://partner.example:port/in")]
    [InlineData("https://partner.example:70000/in")]
    [InlineData("file:///srv/../etc/*")]
    [InlineData("://x/y")]
    public void TryParse_NoPattern_IsNull(string text) => Assert.Null(AllowedAddress.TryParse(text));

    [Theory]
    [InlineData("https://*.partner.example:8443/in/*")]
    [InlineData("file:///srv/out/*")]
    public void ToString_IsWhatWasRead(string text) => Assert.Equal(text, AllowedAddress.TryParse(text)!.ToString());
}
