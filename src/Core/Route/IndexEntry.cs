using System.Runtime.InteropServices;

namespace Viaduct.Core.Route;

/// <summary>A subscription at one place of the index.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="Mark">Its bit among those with several places, so that it is collected once; -1 if this is the
/// only.</param>
/// <param name="Decided">True if being met here already means that the predicate holds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexEntry(Subscription Subscription, int Mark, bool Decided);
