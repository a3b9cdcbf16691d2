using Viaduct.Adapters.File;
using Viaduct.Client;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Operations;

/// <summary>What the store and the runtime know, as the API shows it.</summary>
internal static class Views
{
    /// <summary>An open item.</summary>
    /// <param name="row">The item.</param>
    /// <param name="message">Its message, if it is at hand.</param>
    public static ItemView Of(OpenItemRow row, Message? message = null) => new()
    {
        Id = row.Id, Kind = Word.Of(row.Kind), State = Word.Of(row.State), Port = row.Port, MessageId = row.MessageId,
        InterchangeId = row.InterchangeId, MessageType = row.MessageType, Attempts = row.Attempts,
        Deaths = row.Deaths, FailureCode = row.FailureCode, FailureText = row.FailureText, Report = row.Report,
        Progress = row.Kind == OpenItemKind.Receive && InterchangeProgress.Parse(row.Transmit) is { } progress
            ? new ItemProgress(progress.IsChecked, progress.Messages, progress.Bytes, progress.Length)
            : null,
        ReceivedFileName = message?.Context.Text(FileProperties.ReceivedFileName), Due = row.Due,
        CreatedAt = row.CreatedAt, ChangedAt = row.ChangedAt,
    };

    /// <summary>An open item with its message.</summary>
    public static MessageView WithMessage(OpenItemRow row, Message message) => new()
    {
        Item = Of(row, message),
        Context = ContextOf(message),
        Parts = [.. message.Parts.Select(part => new PartView(part.Name, part.ContentType, part.Body.Length ?? 0))],
    };

    /// <summary>An event on a message's way.</summary>
    public static TrackedEvent Of(TrackEvent e) => new()
    {
        Kind = Word.Of(e.Kind), At = e.At, MessageId = e.MessageId, InterchangeId = e.InterchangeId, Port = e.Port,
        MessageType = e.MessageType, Mapped = e.Mapped, RoutedTo = e.RoutedTo, FailureCode = e.FailureCode,
        FailureText = e.FailureText, Bytes = e.Bytes,
        Properties = [.. e.Properties.Select(Of)],
        Place = e.Place == BodyPlace.None ? null : Word.Of(e.Place),
        Body = e.Stored is { } place ? BodyText.Write(place) : null,
    };

    /// <summary>The properties of a message.</summary>
    public static IReadOnlyList<PropertyView> ContextOf(Message message)
    {
        var context = new List<PropertyView>();
        foreach (ref readonly var property in message.Context.Properties)
            context.Add(new PropertyView(
                property.Key.Name, property.Key.Namespace, Word.Of(property.Value.Kind), property.Value.ToString(),
                property.Promoted));
        return context;
    }

    private static TrackedValue Of(TrackedProperty property)
    {
        int hash = property.Name.LastIndexOf('#');
        return new TrackedValue(property.Name[(hash + 1)..], property.Name[..Math.Max(hash, 0)], property.Value);
    }

    /// <summary>A number of open items.</summary>
    public static ItemCount Of(OpenItemCount count) =>
        new(Word.Of(count.State), count.Port, count.FailureCode, count.Items);

    /// <summary>How large a store is.</summary>
    public static StoreMeasure Of(StoreSize size) =>
        new(size.Bytes, size.Segments, size.OpenItems, size.Receipts, size.TrackingRows);

    /// <summary>A mistake in a configuration.</summary>
    public static ConfigurationMistake Of(ConfigurationProblem problem) => new(
        Word.Of(problem.Severity), problem.File, problem.Line, problem.Column, problem.What, problem.Why, problem.Fix);
}
