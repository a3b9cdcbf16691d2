using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Maps.Running;

/// <summary>Brings the document of a map into memory, up to a limit.</summary>
internal static class MapInput
{
    private static readonly Failure NoBytes = new(
        FailureCodes.EmptyInput,
        "There are no bytes, and so no document to map. Have the sender check why it sends nothing.");

    /// <summary>The bytes, or why not.</summary>
    /// <exception cref="IOException">The body can no longer be read.</exception>
    public static async ValueTask<(ReadOnlyMemory<byte> Bytes, Failure? Failure)> ReadAsync(
        Body body, MapModel map, CancellationToken cancellationToken)
    {
        if (body.Length > map.InputBytes) return (default, TooLarge(map));
        if (!body.TryGetBytes(out var bytes))
        {
            using var copy = new MemoryStream((int)(body.Length ?? 0));
            await using var stream = await body.OpenAsync(cancellationToken);
            byte[] buffer = new byte[64 << 10];
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                copy.Write(buffer, 0, read);
                if (copy.Length > map.InputBytes) return (default, TooLarge(map));
            }

            bytes = copy.GetBuffer().AsMemory(0, (int)copy.Length);
        }

        return bytes.IsEmpty ? (default, NoBytes) : (bytes, null);
    }

    private static Failure TooLarge(MapModel map) => new(
        FailureCodes.Limit,
        $"The document is larger than {map.InputBytes:N0} bytes, the most that the map {map.File} takes, since it is "
            + "held in memory many times its size. Raise input of the map, or have the document split.");
}
