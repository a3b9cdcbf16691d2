using Viaduct.Adapters.Http;
using Viaduct.Adapters.Http.Listening;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>What <c>validate</c> says of options.</summary>
public class HttpOptionsTests
{
    [Theory]
    [InlineData("http://*:8080/orders", null)]
    [InlineData("http://[::1]:8080/", null)]
    [InlineData("http://0.0.0.0:80", null)]
    [InlineData("orders", "no scheme")]
    [InlineData("ftp://*:1/x", "no scheme")]
    [InlineData("http://*/x", "with a port")]
    [InlineData("http://*:0/x", "with a port")]
    [InlineData("http://*:65536/x", "with a port")]
    [InlineData("http://erp.example:80/x", "address of this machine")]
    [InlineData("http://::1:80/x", "address of this machine")]
    [InlineData("http://*:80/a//b", "step in its path")]
    [InlineData("http://*:80/a/../b", "step in its path")]
    [InlineData("http://*:80/a/", "ends with a slash")]
    [InlineData("http://*:80/a?b", "characters in its path")]
    [InlineData("http://*:80/a%20b", "characters in its path")]
    [InlineData("https://*:443/x", "no certificate")]
    public void The_address_of_a_location_is_checked(string url, string? mistake)
    {
        var errors = new List<string>();
        new HttpReceiveOptions { Url = url }.Validate(errors);
        if (mistake is null) Assert.Empty(errors);
        else Assert.Contains(mistake, Assert.Single(errors));
    }

    [Fact]
    public void Every_mistake_of_a_location_is_told()
    {
        var errors = new List<string>();
        new HttpReceiveOptions
        {
            Url = "http://*:80/x", Methods = ["POST", "TRACE"], ContentTypes = ["xml"], Headers = ["a b"],
            Auth = new HttpReceiveAuthOptions
            {
                Kind = HttpAuthKind.Basic,
                Callers = [new() { Name = "a:b", Secret = "long enough" }, new() { Name = "c", Secret = "short" }],
            },
            Listener = new HttpListenerOptions { Key = "x" },
        }.Validate(errors);
        Assert.Equal(6, errors.Count);
        Assert.DoesNotContain(errors, error => error.Contains("long enough", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://erp.example/a?b={BTS.MessageID}", null)]
    [InlineData("https://erp.example", null)]
    [InlineData("https://{BTS.MessageID}/x", "fixed host")]
    [InlineData("https://u:p@erp.example/x", "has a user")]
    [InlineData("https://erp.example/{Order.Id}", "PREFIX.Name")]
    [InlineData("https://erp.example/{BTS.MessageID", "not closed")]
    [InlineData("https://erp.example/x#y", "fragment")]
    [InlineData("erp.example", "no scheme")]
    public void The_address_of_a_port_is_checked(string url, string? mistake)
    {
        var errors = new List<string>();
        new HttpSendOptions { Url = url }.Validate(errors);
        if (mistake is null) Assert.Empty(errors);
        else Assert.Contains(mistake, Assert.Single(errors));
    }

    [Fact]
    public void Headers_that_belong_to_the_connection_cannot_be_set()
    {
        foreach (string name in new[] { "Host", "content-length", "Transfer-Encoding", "Idempotency-Key", "a:b", "" })
        {
            var errors = new List<string>();
            new HttpSendOptions
            {
                Url = "https://x/", Headers = [new HttpHeaderOptions { Name = name, Value = "v" }],
            }.Validate(errors);
            Assert.Single(errors);
        }
    }

    [Theory]
    [InlineData("http://*:80/a", "http://*:80/b", false)]
    [InlineData("http://*:80/a", "http://127.0.0.1:80/b", true)]
    [InlineData("http://*:80/a", "http://127.0.0.1:81/b", false)]
    [InlineData("http://localhost:80/a", "http://127.0.0.1:80/b", true)]
    [InlineData("http://127.0.0.1:80/a", "http://127.0.0.2:80/b", false)]
    [InlineData("http://*:80/a", "https://*:80/b", true)]
    public void Two_locations_cannot_want_the_same_port_in_different_ways(string one, string other, bool conflict)
    {
        var adapter = new HttpAdapter();
        string? why = adapter.ConflictOf(new HttpReceiveOptions { Url = one }, new HttpReceiveOptions { Url = other });
        Assert.Equal(conflict, why is not null);
        var listener = new HttpListenerOptions { HeaderCount = 50 };
        Assert.NotNull(adapter.ConflictOf(
            new HttpReceiveOptions { Url = one }, new HttpReceiveOptions { Url = one, Listener = listener }));
    }

    [Fact]
    public void An_address_that_a_message_names_takes_the_other_options_from_the_port_and_brings_no_macros()
    {
        var adapter = new HttpAdapter();
        var template = new HttpSendOptions { Url = "https://x/", Requests = 3 };
        var made = (HttpSendOptions)adapter.OptionsFor(new Uri("https://y/{BTS.MessageID}?a=b#c"), template)!;
        Assert.Equal(3, made.Requests);
        Assert.Equal("https://y/%7BBTS.MessageID%7D?a=b", made.Url);
        Assert.Null(adapter.OptionsFor(new Uri("https://u:p@y/"), template));
        Assert.NotNull(adapter.OptionsFor(new Uri("http://y:81/x"), null));
    }

    [Fact]
    public void A_port_that_sends_to_a_location_of_its_own_group_is_seen()
    {
        var place = ListenPlace.Parse("http://*:8080/orders", subPaths: false).Place!;
        Assert.True(place.IsReachedBy("http://localhost:8080/orders"));
        Assert.False(place.IsReachedBy("http://localhost:8080/other"));
        Assert.False(place.IsReachedBy("http://erp.example:8080/orders"));
    }
}
