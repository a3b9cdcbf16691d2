using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Server.Api;
using Viaduct.Server.Hosting;

namespace Viaduct.Server.Tests.Api;

/// <summary>The admin API never keeps a server from working, unless it was asked for.</summary>
public class AdminServerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StartAsync_AddressIsTaken_FailsOnlyIfItWasAskedFor(bool isRequired)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var store = StoreFactory.Create("sqlite:none.db", ".", NullLoggerFactory.Instance);
        var options = new AdminOptions { Address = (IPEndPoint)taken.LocalEndpoint, IsRequired = isRequired };
        await using var admin = new AdminServer(store, options, TimeProvider.System, NullLoggerFactory.Instance);
        var starting = admin.StartAsync(default);
        if (isRequired)
            Assert.Contains("--admin", (await Assert.ThrowsAsync<IOException>(() => starting)).Message);
        else await starting;
        Assert.Null(admin.Address);
    }

    [Fact]
    public async Task Calls_BeforeTheServerWorks_AreToldToComeLater()
    {
        await using var store = StoreFactory.Create("sqlite:none.db", ".", NullLoggerFactory.Instance);
        var options = new AdminOptions { Address = new IPEndPoint(IPAddress.Loopback, 0) };
        await using var admin = new AdminServer(store, options, TimeProvider.System, NullLoggerFactory.Instance);
        await admin.StartAsync(default);
        using var http = new HttpClient { BaseAddress = admin.Address };
        using var answer = await http.GetAsync("api/v1/status");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("not-ready", await answer.Content.ReadAsStringAsync());
    }
}
