using Viaduct.Core.Adapters;

namespace Viaduct.Core.Store;

/// <summary>The record that a source item was taken in.</summary>
/// <param name="Key">The key, unique in the store.</param>
/// <param name="LookUp">False if the key cannot have been seen before, so that no look-up is needed.</param>
public sealed record ReceiptRow(ReceiptKey Key, bool LookUp);
