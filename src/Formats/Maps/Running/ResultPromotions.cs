using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Maps.Running;

/// <summary>Promotes from the results of maps what the application's configuration names.</summary>
internal sealed class ResultPromotions(ComponentResources resources)
{
    private readonly SchemaCatalog _catalog = SchemaCatalog.Load([], resources);

    /// <summary>Promotes; the context changes only if all goes well.</summary>
    /// <param name="message">The result.</param>
    /// <param name="messageType">Its type.</param>
    /// <param name="limits">The limits of this run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Failure?> ApplyAsync(
        PipelineMessage message, string messageType, PipelineLimits limits, CancellationToken cancellationToken)
    {
        if (_catalog.Find(DocumentType.Parse(messageType))?.Plan is not { } plan) return null;
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
