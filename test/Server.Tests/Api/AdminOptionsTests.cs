using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Viaduct.Server.Api;

namespace Viaduct.Server.Tests.Api;

/// <summary>Where an admin API may listen, and under which conditions.</summary>
public class AdminOptionsTests
{
    [Theory]
    [InlineData("7000", "127.0.0.1:7000")]
    [InlineData("localhost:7000", "127.0.0.1:7000")]
    [InlineData("192.0.2.1:7000", "192.0.2.1:7000")]
    [InlineData("[::1]:7000", "[::1]:7000")]
    [InlineData("*:7000", "[::]:7000")]
    public void ReadAddress_AddressesAreRead(string text, string address) =>
        Assert.Equal(address, AdminOptions.ReadAddress(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData(":7000")]
    [InlineData("host.example:7000")]
    [InlineData("::1:7000")]
    [InlineData("127.0.0.1:70000")]
    [InlineData("127.0.0.1")]
    public void ReadAddress_AnythingElse_IsRefused(string text) =>
        Assert.Contains("off", Assert.Throws<FormatException>(() => AdminOptions.ReadAddress(text)).Message);

    [Fact]
    public void Refusal_OthersCanReachIt_NeedsCertificateAndToken()
    {
        const string Token = "0123456789abcdef0123456789abcdef";
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var open = new AdminOptions { Address = new IPEndPoint(IPAddress.Any, 7000) };
        Assert.Null(new AdminOptions().Refusal());
        Assert.Contains("certificate", open.Refusal());
        Assert.Contains("certificate", (open with { Token = Token }).Refusal());
        Assert.Contains("token", (open with { Certificate = certificate }).Refusal());
        Assert.Contains("token", (open with { Certificate = certificate, Token = "short" }).Refusal());
        Assert.Null((open with { Certificate = certificate, Token = Token }).Refusal());
    }
}
