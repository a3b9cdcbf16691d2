using Viaduct.Cli.Top;
using Viaduct.Client;

namespace Viaduct.Scenarios;

/// <summary>The frames of the live view, without a terminal.</summary>
public class TopFrameTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly LiveTimes Times = new(4, 16, 1_448.2, 2_000);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    [InlineData(132, 43)]
    [InlineData(40, 10)]
    [InlineData(12, 3)]
    [InlineData(1, 1)]
    public void A_frame_fits_its_screen_whatever_it_shows(int width, int height)
    {
        foreach (var view in new[] { new TopView(), View(0), View(3), View(400) with { Skip = 399 } })
        {
            var lines = TopFrame.Render(view with { At = Now }, width, height);
            Assert.InRange(lines.Count, 1, height);
            foreach (var line in lines)
            {
                Assert.InRange(Cells.Of(line.ToText(inks: false)), 0, width);
                Assert.DoesNotContain('\e', line.ToText(inks: false));
            }
        }
    }

    [Fact]
    public void A_usual_screen_shows_rates_times_servers_hosts_and_ports()
    {
        string text = Text(View(3), 80, 24);
        Assert.Contains("group orders", text, StringComparison.Ordinal);
        Assert.Contains("in 12.5/s", text, StringComparison.Ordinal);
        Assert.Contains("out 25.0/s", text, StringComparison.Ordinal);
        Assert.Contains("p50 4 ms  p95 16 ms  p99 1.4 s  max 2.0 s", text, StringComparison.Ordinal);
        Assert.Contains("suspended 7 (+2)", text, StringComparison.Ordinal);
        Assert.Matches(@"a +up +machine +4711 +1h00m", text);
        Assert.Matches(@"b +lost", text);
        Assert.Matches(@"send +2 +9 +5", text);
        Assert.Matches(@"port-001 +out +1\.0 +0\.0 +4 ms +1\.4 s +0 +0", text);
        Assert.Contains("q quit", text, StringComparison.Ordinal);
        Assert.Equal(24, TopFrame.Render(View(3), 80, 24).Count);
    }

    [Fact]
    public void A_wide_screen_shows_more_columns_and_a_narrow_one_fewer()
    {
        Assert.Contains("HOST", Text(View(3), 200, 60).Split("PORT ")[1], StringComparison.Ordinal);
        string narrow = Text(View(3), 40, 24);
        Assert.Contains("MSG/S", narrow, StringComparison.Ordinal);
        Assert.DoesNotContain("SUSP", narrow, StringComparison.Ordinal);
        Assert.DoesNotContain("SERVER", Text(View(3), 80, 12), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_room_is_counted()
    {
        string text = Text(View(400), 80, 24);
        int shown = text.Split('\n').Count(line => line.StartsWith("port-", StringComparison.Ordinal));
        Assert.InRange(shown, 1, 15);
        // One location is a row, too.
        Assert.Contains($"and {401 - shown} ports more", text, StringComparison.Ordinal);
        string all = Text(View(400) with { IsOnce = true }, 140, TopFrame.Endless);
        Assert.Equal(400, all.Split('\n').Count(line => line.StartsWith("port-", StringComparison.Ordinal)));
        Assert.DoesNotContain("q quit", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TopSort.Rate, "port-007")]
    [InlineData(TopSort.Name, "files")]
    [InlineData(TopSort.Errors, "port-003")]
    [InlineData(TopSort.Time, "port-001")]
    [InlineData(TopSort.Backlog, "port-005")]
    [InlineData(TopSort.Suspended, "port-004")]
    public void Ports_are_ordered(object sort, string first) =>
        Assert.Equal(first, PortRow.Of(View(9) with { Sort = (TopSort)sort })[0].Name);

    [Fact]
    public void A_server_that_is_gone_is_said_in_red_over_what_was_known_last()
    {
        var view = View(1) with { Problem = "No server answers at http://a:1. Trying again." };
        var line = TopFrame.Render(view, 80, 24)[1];
        Assert.Equal("! No server answers at http://a:1. Trying again.", line.ToText(inks: false));
        Assert.StartsWith("\e[31m", line.ToText(inks: true), StringComparison.Ordinal);
        Assert.Contains("in 12.5/s", Text(view, 80, 24), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_cannot_move_the_pen_and_wide_ones_keep_the_columns()
    {
        var view = View(1);
        var port = view.Status!.Ports[0];
        view = view with
        {
            Figures = view.Figures! with { Ports = [] },
            Status = view.Status with
            {
                Ports = [port with { Name = "evil\e[2J" }, port with { Name = "注文処理を行うとても長い名前のポート" }],
            },
        };
        var rows = TopFrame.Render(view, 80, 24).Select(line => line.ToText(inks: false)).ToList();
        Assert.Contains(rows, row => row.StartsWith(@"evil\u001B[2J", StringComparison.Ordinal));
        string wide = rows.Single(row => row.StartsWith('注'));
        string narrow = rows.Single(row => row.StartsWith("evil", StringComparison.Ordinal));
        int Column(string row) => Cells.Of(row[..row.IndexOf(" out ", StringComparison.Ordinal)]);
        Assert.Equal(Column(narrow), Column(wide));
    }

    [Fact]
    public void Lines_for_logs_have_a_head_and_no_escapes()
    {
        var lines = new TopLines();
        var figures = View(1).Figures!;
        var first = lines.Next(figures).ToList();
        Assert.Equal(2, first.Count);
        Assert.Equal(first[0].Length, first[1].Length);
        Assert.Single(lines.Next(figures));
    }

    private static string Text(TopView view, int width, int height) =>
        string.Join('\n', TopFrame.Render(view, width, height).Select(line => line.ToText(inks: false)));

    private static TopView View(int ports) => new()
    {
        At = Now,
        Figures = new LiveFigures
        {
            At = Now, Server = "a", Servers = 1, CommitsPerSecond = 3, PublishedPerSecond = 12.5,
            DeliveredPerSecond = 25, Backlog = 9, Retrying = 1, Suspended = 7, SuspendedChange = 2,
            Times = Times, Readers = [new ReaderSum("send", 2, 9, 5)],
            Ports =
            [
                new PortFigures("files", 0.5, 0, 0, null),
                .. Enumerable.Range(1, ports).Select(i => new PortFigures(
                    Name(i), 0, i == 7 ? 50 : 1, i == 3 ? 0.5 : 0, i == 1 ? Times : null)),
            ],
        },
        Status = new GroupStatus
        {
            Group = "orders", Store = "sqlite:data/orders.db", Size = new StoreMeasure(14_900_000, 3, 8, 100, 900),
            Configuration = new ConfigurationStatus("0123456789abcdef", Now, 1, null),
            Servers =
            [
                new ServerStatus("a", "machine", 4711, "0.1.0", 1, Now.AddHours(-1), Alive: true),
                new ServerStatus("b", "machine", 4712, "0.1.0", 2, Now.AddHours(-1), Alive: false),
            ],
            Readers = [], OpenItems = [],
            Locations =
            [
                new LocationStatus
                {
                    Name = "files", Port = "files-in", Application = "x", Host = "receive", Adapter = "file",
                    Address = "in", Enabled = true, Suspended = 0,
                },
            ],
            Ports =
            [
                .. Enumerable.Range(1, ports).Select(i => new PortStatus
                {
                    Name = Name(i), Application = "x", Host = "send", Adapter = "file", Address = "out",
                    State = PortStates.Started, Waiting = i == 5 ? 4 : 0, Suspended = i == 4 ? 7 : 0,
                }),
            ],
        },
    };

    private static string Name(int number) => $"port-{number:000}";
}
