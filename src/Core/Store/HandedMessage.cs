using Viaduct.Core.Messages;

namespace Viaduct.Core.Store;

/// <summary>A committed message with those of its routes that concern one reader.</summary>
/// <param name="Message">The message.</param>
/// <param name="Routes">All routes, ordered by reader.</param>
/// <param name="First">The first route of the reader.</param>
/// <param name="Count">The number of routes of the reader: its work items, in order.</param>
/// <param name="RecordLength">The length of the record, for limits.</param>
internal readonly record struct HandedMessage(
    Message Message, PortRoute[] Routes, int First, int Count, int RecordLength);
