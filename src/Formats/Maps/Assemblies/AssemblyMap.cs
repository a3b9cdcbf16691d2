using System.Reflection;
using Viaduct.Core.Model;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Running;

namespace Viaduct.Formats.Maps.Assemblies;

/// <summary>A map that is a class of the application.</summary>
/// <param name="map">What its configuration says.</param>
/// <param name="from">The message type that it takes.</param>
/// <param name="inner">The class.</param>
/// <param name="assemblies">Held, so that what the class needs can be loaded for as long as the map is in use.</param>
internal sealed class AssemblyMap(MapModel map, string from, IMap inner, PackageAssemblies assemblies) : IMap
{
    /// <inheritdoc/>
    public string SourceMessageType => from;

    /// <summary>Where the class comes from.</summary>
    public Assembly Assembly => assemblies.Main;

    /// <inheritdoc/>
    public async ValueTask<Failure?> MapAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // A map that goes on after its time must not change what is suspended.
        var copy = new PipelineMessage(message.Body, CopyOf(message.Context), message.ContentType)
        {
            OtherParts = message.OtherParts,
        };
        var run = Task.Run(async () => await inner.MapAsync(copy, context, stop.Token), cancellationToken);
        try
        {
            if (await run.WaitAsync(map.TimeMax, TimeProvider.System, cancellationToken) is { } failure) return failure;
        }
        catch (TimeoutException) when (!run.IsCompleted)
        {
            await stop.CancelAsync();
            return MapFailures.OutOfTime(map);
        }

        (message.Body, message.ContentType, message.OtherParts) = (copy.Body, copy.ContentType, copy.OtherParts);
        Take(copy.Context, message.Context);
        if (map.To is { } to) message.Context.Promote(SystemProperties.MessageType, PropertyValue.From(to));
        return null;
    }

    private static MessageContextBuilder CopyOf(MessageContextBuilder context) => new(context.Build());

    private static void Take(MessageContextBuilder from, MessageContextBuilder to)
    {
        foreach (var property in to.Properties.ToArray()) to.Write(property.Key, default);
        foreach (var property in from.Properties)
        {
            if (property.Promoted) to.Promote(property.Key, property.Value);
            else to.Write(property.Key, property.Value);
        }
    }
}
