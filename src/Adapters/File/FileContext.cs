using Viaduct.Core.Messages;

namespace Viaduct.Adapters.File;

/// <summary>The properties of a message that came from a file.</summary>
internal static class FileContext
{
    /// <summary>The context for a file.</summary>
    /// <param name="path">The whole path that it had when it was taken.</param>
    /// <param name="created">When it appeared, in ticks of UTC.</param>
    public static MessageContextBuilder Of(string path, long created) => new MessageContextBuilder()
        .Promote(FileProperties.ReceivedFileName, PropertyValue.From(path))
        .Write(FileProperties.FileCreationTime, PropertyValue.From(new DateTimeOffset(created, TimeSpan.Zero)));
}
