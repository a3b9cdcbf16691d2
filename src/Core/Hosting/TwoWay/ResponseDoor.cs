using System.Text;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Receive;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Hosting.TwoWay;

/// <summary>The way of a two-way send port's responses into the message box.</summary>
/// <param name="port">The send port.</param>
/// <param name="intake">Its receive pipeline.</param>
/// <param name="time">Gives ids their time.</param>
internal sealed class ResponseDoor(string port, LocationIntake intake, TimeProvider time) : IResponseDoor
{
    private const string NegativeAcknowledgement = "NACK";

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(
        WorkItem item, SourceItem response, CommitEntry entry, CancellationToken cancellationToken)
    {
        var request = CorrelationToken.Of(item.Original.Context);
        request?.Address(response.Context);
        if (item.Trace is { } trace) TraceHeaders.Write(response.Context, trace);
        Interchange interchange;
        try
        {
            interchange = await intake.PrepareAsync(response, entry, cancellationToken, item.Original.InterchangeId);
        }
        catch
        {
            await intake.DropBodyAsync(response);
            throw;
        }

        await intake.DropUntakenAsync(response);
        if (interchange.Failure is { } failure && request is not null) Refuse(item, failure, entry);
    }

    /// <inheritdoc/>
    public void Refuse(WorkItem item, Failure failure, CommitEntry entry)
    {
        if (CorrelationToken.Of(item.Original.Context) is not { } request) return;
        var context = new MessageContextBuilder()
            .Promote(SystemProperties.AckType, PropertyValue.From(NegativeAcknowledgement))
            .Promote(SystemProperties.AckFailureCode, PropertyValue.From(failure.Code))
            .Write(SystemProperties.AckDescription, PropertyValue.From(failure.ToString()))
            .Promote(SystemProperties.SendPortName, PropertyValue.From(port));
        request.Address(context);
        var body = new MessagePart(
            MessagePart.BodyName, Body.From(Encoding.UTF8.GetBytes(failure.ToString())), "text/plain; charset=utf-8");
        var message = new Message(
            Ids.Create(time.GetUtcNow()), item.Original.InterchangeId, context.Build(), [body]);
        (entry.Publications ??= []).Add(Publication.Encode(message, port, messageType: null, mapped: false));
    }

    /// <summary>What a message of <see cref="Refuse"/> says, or null if the message is a response.</summary>
    public static Failure? RefusalOf(MessageContext context) =>
        context.Text(SystemProperties.AckType) == NegativeAcknowledgement
            ? new Failure(
                context.Text(SystemProperties.AckFailureCode) ?? FailureCodes.TransmitRefused,
                context.Text(SystemProperties.AckDescription) ?? "")
            : null;
}
