using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite;

/// <summary>The numbers of ports by their names.</summary>
internal static class PortRows
{
    public static Dictionary<string, int> Read(Connection connection)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        var reading = connection.Get(Sql.GetPorts);
        while (reading.Step())
        {
            ports.Add(reading.Text(1), reading.Int32(0));
        }
        return ports;
    }
}
