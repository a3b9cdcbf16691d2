namespace Viaduct.Core.Store;

/// <summary>What a sender recorded before an effect.</summary>
/// <param name="Item">The work item.</param>
/// <param name="Text">The record.</param>
internal readonly record struct TransmitRecord(Position Item, string Text);
