using System.Runtime.InteropServices;

namespace Viaduct.Core.Messages;

/// <summary>One property of a message's context.</summary>
/// <param name="Key">The name.</param>
/// <param name="Value">The value; never of kind None.</param>
/// <param name="Promoted">True if it can be routed on; a written property only travels along.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ContextProperty(PropertyKey Key, PropertyValue Value, bool Promoted);
