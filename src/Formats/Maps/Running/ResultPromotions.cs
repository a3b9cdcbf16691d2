using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Maps.Running;

/// <summary>
/// Promotes from the results of maps what the application's configuration names, and the schema of the result.
/// </summary>
/// <param name="schema">The schema or folder of schemas, or null for none.</param>
/// <param name="resources">Where it is, and what is promoted beside what it says.</param>
internal sealed class ResultPromotions(string? schema, ComponentResources resources)
{
    private readonly SchemaCatalog _configured = SchemaCatalog.Load([], resources);
    private readonly SchemaCatalog? _declared = schema is null ? null : SchemaCatalog.Load([schema], resources);

    /// <summary>What may be promoted from results of a type; null for any.</summary>
    public IReadOnlyCollection<PropertyKey> PromotedFrom(string? messageType)
    {
        SchemaCatalog[] catalogs = _declared is null ? [_configured] : [_declared, _configured];
        return messageType is null
            ? [.. catalogs.SelectMany(catalog => catalog.Promoted)]
            : [.. catalogs.SelectMany(catalog => catalog.Find(DocumentType.Parse(messageType))?.Plan?.Promoted ?? [])];
    }

    /// <summary>What the annotations of the schema of the result say in vain.</summary>
    public IReadOnlyList<ComponentDoubt> Doubts => _declared?.Doubts ?? [];

    /// <summary>Promotes; the context changes only if all goes well.</summary>
    /// <param name="message">The result.</param>
    /// <param name="messageType">Its type.</param>
    /// <param name="limits">The limits of this run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Failure?> ApplyAsync(
        PipelineMessage message, string messageType, PipelineLimits limits, CancellationToken cancellationToken)
    {
        var type = DocumentType.Parse(messageType);
        if ((_declared?.Find(type) ?? _configured.Find(type))?.Plan is not { } plan) return null;
        try
        {
            await using var document = await DocumentReader.OpenAsync(message, limits, cancellationToken);
            using var pass = new DocumentPass(document, null)
            {
                Promotions = new PromotionRun(plan, document.Lines, limits.PromotedCharacters),
            };
            await pass.ReadToRootAsync(cancellationToken);
            await pass.ReadToEndAsync(cancellationToken);
            if (pass.Promotions.Failure is { } failure) return failure;
            pass.Promotions.Apply(message.Context);
            return null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } fault)
        {
            return fault;
        }
    }
}
