using System.Text;

namespace Viaduct.Store.Sqlite.Native;

/// <summary>One statement: an embedded file of the folder Sql. Prepared at most once per connection.</summary>
internal sealed class SqlText
{
    private static int s_count;

    public SqlText(string name)
    {
        Name = name;
        Index = Interlocked.Increment(ref s_count) - 1;
    }

    /// <summary>The file's name without its ending.</summary>
    public string Name { get; }

    /// <summary>Its place among the statements of a connection.</summary>
    public int Index { get; }

    public string Load() => LoadFile("Sql", Name + ".sql");

    /// <summary>The text of an embedded file.</summary>
    public static string LoadFile(string folder, string file)
    {
        var assembly = typeof(SqlText).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.{folder}.{file}")
            ?? throw new InvalidOperationException($"{folder}/{file} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
