using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Xml;

/// <summary>What a configuration may write as the path of a property.</summary>
public static class PromotionPaths
{
    /// <summary>Why a path cannot be followed, or null if it can.</summary>
    public static string? ObjectionTo(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            PropertyPathParser.Parse(path);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
