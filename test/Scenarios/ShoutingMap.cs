using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Scenarios;

/// <summary>A map in C#, as an application brings it: what was whispered is shouted.</summary>
public sealed class ShoutingMap : IMap
{
    /// <inheritdoc/>
    public string SourceMessageType => "urn:e#Whisper";

    /// <inheritdoc/>
    public async ValueTask<Failure?> MapAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        await using var source = await message.Body.OpenAsync(cancellationToken);
        using var reader = new StreamReader(source);
        string said = await reader.ReadToEndAsync(cancellationToken);
        string text = said[(said.IndexOf('>', StringComparison.Ordinal) + 1)..said.LastIndexOf('<')];
        await using var body = context.CreateBody();
        byte[] shout = Encoding.UTF8.GetBytes($"<Shout xmlns=\"urn:e\">{text.ToUpperInvariant()}</Shout>");
        await body.Stream.WriteAsync(shout, cancellationToken);
        message.Body = await body.CompleteAsync(cancellationToken);
        message.Context.Promote(SystemProperties.MessageType, PropertyValue.From("urn:e#Shout"));
        return null;
    }
}
