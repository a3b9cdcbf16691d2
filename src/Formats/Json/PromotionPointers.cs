using Viaduct.Formats.Json.Promotion;

namespace Viaduct.Formats.Json;

/// <summary>What a configuration may write as the pointer to a property.</summary>
public static class PromotionPointers
{
    /// <summary>Why a JSON Pointer cannot be followed, or null if it can.</summary>
    public static string? ObjectionTo(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        try
        {
            JsonPointer.Parse(pointer);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
