using Viaduct.Core.Messages;

namespace Viaduct.Core.Store;

/// <summary>
/// What clean-up needs to know of the entries of a reference (rule 62). For all else they are just bytes to a store.
/// </summary>
public static class ReferenceEntries
{
    /// <summary>Adds the numbers of the send ports that entries have work for.</summary>
    /// <param name="entries">The entries, as the reference codec writes them.</param>
    /// <param name="ports">Where to add them.</param>
    /// <returns>
    /// False if the entries are not what the codec writes: nobody can tell then whom they name, and they must stay.
    /// </returns>
    public static bool TryReadPorts(ReadOnlySpan<byte> entries, ISet<int> ports)
    {
        var reader = new ByteReader(entries);
        try
        {
            while (!reader.AtEnd)
            {
                reader.Int(); // the gap
                reader.Int(); // the length
                for (int left = reader.Int(); left > 0; left--) ports.Add(reader.Int());
            }

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
