using System.Xml;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Isolation;
using Viaduct.Formats.Maps.Running;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>A map that is an XSLT stylesheet.</summary>
/// <param name="map">What its configuration says.</param>
/// <param name="from">The message type that it takes.</param>
/// <param name="stylesheet">The stylesheet.</param>
/// <param name="isolated">The stylesheet in a process of its own, or null: in this one.</param>
/// <param name="promotions">What is promoted from the result.</param>
internal sealed class StylesheetMap(
    MapModel map, string from, Stylesheet stylesheet, IsolatedStylesheet? isolated, ResultPromotions promotions)
    : IMap, IKnowsProperties
{
    // Set when it has run away: it is not let loose in this process a second time.
    private volatile IsolatedStylesheet? _isolated = isolated;

    /// <inheritdoc/>
    public string SourceMessageType => from;

    /// <inheritdoc/>
    public IReadOnlyCollection<PropertyKey> Promoted => promotions.PromotedFrom(map.To);

    /// <inheritdoc/>
    public IReadOnlyList<ComponentDoubt> Doubts => promotions.Doubts;

    /// <inheritdoc/>
    public async ValueTask<Failure?> MapAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        var (input, failure) = await MapInput.ReadAsync(message.Body, map, cancellationToken);
        if (failure is not null) return failure;
        await using var body = context.CreateBody();
        var (root, why) = _isolated is { } alone
            ? await alone.RunAsync(input, message.ContentType, context.Limits, body.Stream, cancellationToken)
            : await RunHereAsync(input, message.ContentType, context.Limits, body.Stream, cancellationToken);
        if (why is not null) return why;
        var result = await body.CompleteAsync(cancellationToken);
        return await FinishAsync(message, result, root, context, cancellationToken);
    }

    private async ValueTask<MapResult> RunHereAsync(
        ReadOnlyMemory<byte> input, string? contentType, PipelineLimits limits, Stream body,
        CancellationToken cancellationToken)
    {
        var output = new MapOutput(body);
        var run = MapThreads.Shared.RunAsync(
            () => StylesheetRun.Run(stylesheet, input, contentType, limits, output), map.TimeMax);
        if (await run is not { } result)
        {
            output.GiveUp();
            _isolated ??= IsolatedStylesheet.TryCreate(stylesheet, map);
            return new MapResult(null, MapFailures.OutOfTime(map));
        }

        if (result.Failure is null) await output.CompleteAsync(cancellationToken);
        return result;
    }

    // Nothing of the message changes before all has gone well.
    private async ValueTask<Failure?> FinishAsync(
        PipelineMessage message, Body body, string? root, PipelineContext context, CancellationToken cancellationToken)
    {
        string contentType = ContentType();
        var type = map.To ?? root;
        if (type is not null && root is not null)
        {
            var result = new PipelineMessage(body, message.Context, contentType);
            if (await promotions.ApplyAsync(result, type, context.Limits, cancellationToken) is { } failure)
                return failure;
        }

        (message.Body, message.ContentType) = (body, contentType);
        message.Context.Promote(
            SystemProperties.MessageType, type is null ? default : PropertyValue.From(type));
        return null;
    }

    private string ContentType()
    {
        string charset = stylesheet.Output.Settings.Encoding.WebName;
        return stylesheet.Output.Settings.OutputMethod switch
        {
            XmlOutputMethod.Text => $"text/plain; charset={charset}",
            XmlOutputMethod.Html => $"text/html; charset={charset}",
            _ => MediaType.With(null, charset),
        };
    }
}
