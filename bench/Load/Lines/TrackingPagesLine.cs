using System.Diagnostics;
using System.Globalization;
using Viaduct.Core.Track;
using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load.Lines;

/// <summary>
/// A million messages go through; then pages of tracking are read, in both directions and by every word of a search:
/// the longest page, and how long it takes to find one message by a property.
/// </summary>
internal static class TrackingPagesLine
{
    private const int PageEvents = 100;
    private const int AtOnce = 256;
    private const int Finds = 20;
    private static readonly TimeSpan s_trackerWait = TimeSpan.FromMilliseconds(100);

    /// <summary>Adds the figures to a report.</summary>
    public static async Task<StoreReport> RunAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        int messages = context.Options.Backlog;
        await using var viaduct = context.Viaduct("pages of tracking", new Shape { FanOut = 1 });
        await FillAsync(viaduct, context, messages, cancellationToken);
        var query = new TrackingQuery(viaduct.Store.Tracking);
        var pages = new List<double>();
        var finds = new List<double>();
        // The first one compiles the code.
        await FindAsync(query, Number(0), [], cancellationToken);
        for (int i = 0; i < Finds; i++)
        {
            var watch = Stopwatch.StartNew();
            var found = await FindAsync(query, Number(i * (messages / Finds)), pages, cancellationToken);
            finds.Add(watch.Elapsed.TotalMilliseconds);
            await ReadAllAsync(
                query, new TrackingFilter { InterchangeId = found.InterchangeId }, newest: true, pages,
                cancellationToken);
        }

        foreach (bool newest in new[] { false, true })
        {
            await ReadAllAsync(query, new TrackingFilter(), newest, pages, cancellationToken);
            await ReadAllAsync(query, new TrackingFilter { Port = "nowhere" }, newest, pages, cancellationToken);
            await ReadAllAsync(query, new TrackingFilter { Property = Number("order-000*") }, newest, pages,
                cancellationToken);
        }

        await viaduct.ReleaseAsync();
        context.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{pages.Count:N0} pages of {messages:N0} tracked messages: longest {pages.Max():F1} ms, median "
            + $"{Ratio.Median(pages):F2} ms; found by a property in {Ratio.Median(finds):F0} ms"));
        return report with { TrackingPageMs = pages.Max(), TrackingFindMs = Ratio.Median(finds) };
    }

    private static async Task FillAsync(
        ViaductContestant viaduct, LineContext context, int messages, CancellationToken cancellationToken)
    {
        await viaduct.PrepareAsync(new DeliverySink(), cancellationToken);
        byte[] body = new byte[100];
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < messages)
                await viaduct.PublishNumberedAsync(body, number);
        }));
        while ((await viaduct.ReadCountersAsync(cancellationToken)).TrackerLagSeconds > 0)
            await Task.Delay(s_trackerWait, TimeProvider.System, cancellationToken);
    }

    private static async Task<TrackEvent> FindAsync(
        TrackingQuery query, PropertyWanted property, List<double> pages, CancellationToken cancellationToken)
    {
        TrackPlace? place = null;
        do
        {
            var page = await ReadAsync(
                query, new TrackingFilter { Property = property }, newest: true, place, pages, cancellationToken);
            if (page.Events.Count > 0) return page.Events[0];
            place = page.Next;
        }
        while (place is not null);
        throw new InvalidOperationException($"No message is tracked with {property}.");
    }

    private static async Task ReadAllAsync(
        TrackingQuery query, TrackingFilter filter, bool newest, List<double> pages,
        CancellationToken cancellationToken)
    {
        TrackPlace? place = null;
        do
        {
            place = (await ReadAsync(query, filter, newest, place, pages, cancellationToken)).Next;
        }
        while (place is not null);
    }

    private static async Task<TrackPage> ReadAsync(
        TrackingQuery query, TrackingFilter filter, bool newest, TrackPlace? after, List<double> pages,
        CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var page = await query.ReadPageAsync(filter, newest, after, PageEvents, cancellationToken);
        pages.Add(watch.Elapsed.TotalMilliseconds);
        return page;
    }

    private static PropertyWanted Number(int number) =>
        Number(string.Create(CultureInfo.InvariantCulture, $"order-{number:D8}"));

    private static PropertyWanted Number(string value) => new(
        ShapeModel.Order.Name, null, value.TrimEnd('*'), IsPrefix: value.EndsWith('*'));
}
