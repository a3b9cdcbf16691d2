using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Maps.Running;

/// <summary>The failures of maps that exceed a limit: each names the map and the limit.</summary>
internal static class MapFailures
{
    /// <summary>It took too long.</summary>
    public static Failure OutOfTime(MapModel map) => Exceeded(
        map, $"took longer than {map.TimeMax.TotalSeconds:0.###} seconds for this message",
        "Raise time of the map if this is intended; else correct the map, which probably never ends.");

    /// <summary>It called itself too deeply.</summary>
    public static Failure OutOfStack(MapModel map) => Exceeded(
        map, $"needs more than {MapThreads.StackBytes >> 20} MB of stack for this message",
        "Correct the map, whose templates call themselves without an end, or too deeply.");

    /// <summary>It used too much memory.</summary>
    public static Failure OutOfMemory(MapModel map) => Exceeded(
        map, $"needs more than {map.MemoryBytes >> 20} MB of memory for this message",
        "Raise memory of the map if this is intended; else correct the map, or have the document split.");

    /// <summary>Its process ended for an unknown reason, twice.</summary>
    public static Failure Ended(MapModel map, string how) => Exceeded(
        map, $"ended its process with this message, twice ({how})",
        "Look into the machine's log: it may be short of memory.");

    private static Failure Exceeded(MapModel map, string what, string advice) =>
        new(FailureCodes.Limit, $"The map {map.File} {what}. {advice}");
}
