using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Assemble;

/// <summary>
/// The composed send pipeline of a port, in the order in which it runs: map → pre-assemble → assemble → encode.
/// </summary>
/// <param name="Maps">The port's maps; the first whose source type fits runs.</param>
/// <param name="Components">The components of the three stages, in the order of the stages.</param>
internal sealed record SendPipeline(IReadOnlyList<IMap> Maps, IReadOnlyList<IBodyComponent> Components)
{
    /// <summary>Bytes pass as they are.</summary>
    public static readonly SendPipeline PassThrough = new([], []);

    /// <summary>True if there is nothing to do.</summary>
    public bool IsPassThrough => Maps.Count == 0 && Components.Count == 0;

    /// <summary>The stages as people see them.</summary>
    public IEnumerable<string> Describe()
    {
        foreach (var m in Maps) yield return "map: from " + m.SourceMessageType;
        foreach (var c in Components) yield return c.Sentence;
    }

    /// <summary>Makes the message that is transmitted.</summary>
    /// <returns>The message, or why there is none.</returns>
    /// <exception cref="IOException">A body cannot be read now.</exception>
    public async ValueTask<(Message? Message, Failure? Failure)> RunAsync(
        Message message, PipelineContext context, CancellationToken cancellationToken)
    {
        if (IsPassThrough) return (message, null);
        var draft = new PipelineMessage(message.Body.Body, message.Context.ToBuilder(), message.Body.ContentType)
        {
            OtherParts = message.Parts.Count > 1 ? [.. message.Parts.Skip(1)] : [],
        };
        var failure = await ComponentRun.GuardAsync(() => RunStagesAsync(draft, context, cancellationToken));
        if (failure is not null) return (null, failure);
        var body = new MessagePart(MessagePart.BodyName, draft.Body, draft.ContentType);
        var properties = draft.Context.Build();
        return (new Message(message.Id, message.InterchangeId, properties, [body, .. draft.OtherParts]), null);
    }

    private async ValueTask<Failure?> RunStagesAsync(
        PipelineMessage draft, PipelineContext context, CancellationToken cancellationToken)
    {
        string type = Maps.Count == 0 ? "" : draft.Context[SystemProperties.MessageType].ToString();
        var map = Maps.FirstOrDefault(m => string.Equals(m.SourceMessageType, type, StringComparison.Ordinal));
        if (map is not null && await map.MapAsync(draft, context, cancellationToken) is { } mapFailure)
            return mapFailure;
        foreach (var component in Components)
            if (await component.RunAsync(draft, context, cancellationToken) is { } failure) return failure;
        return null;
    }
}
