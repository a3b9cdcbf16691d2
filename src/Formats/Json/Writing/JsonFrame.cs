using Viaduct.Formats.Json.Schemas;

namespace Viaduct.Formats.Json.Writing;

/// <summary>An element that is open, and what JSON has for it.</summary>
internal sealed class JsonFrame
{
    /// <summary>What JSON has for it, as far as that is known.</summary>
    public FrameKind Kind { get; set; }

    /// <summary>What the schema says of what is in it, or null.</summary>
    public TypeShape? Shape { get; set; }

    /// <summary>How many properties or items have been written.</summary>
    public int Count { get; set; }

    /// <summary>The property that was written last.</summary>
    public MemberName? Last { get; set; }

    /// <summary>True if the last property is an array that is not closed.</summary>
    public bool IsArrayOpen { get; set; }

    /// <summary>Where its value begins, as long as it may still become an array; else -1.</summary>
    public long LastStart { get; set; } = -1;

    /// <summary>True if its value is too long to become an array.</summary>
    public bool IsLastTooLong { get; set; }

    /// <summary>Makes it ready for another element.</summary>
    public void Reset(FrameKind kind, TypeShape? shape)
    {
        (Kind, Shape, Count, Last) = (kind, shape, 0, null);
        (IsArrayOpen, LastStart, IsLastTooLong) = (false, -1, false);
    }
}
