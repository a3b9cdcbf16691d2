using System.Xml.Linq;

namespace Viaduct.Cli.Demo;

/// <summary>The files of <c>samples/demo</c>, which the executable carries along.</summary>
internal static class DemoSamples
{
    private const string Prefix = "samples/demo/";

    /// <summary>Writes all of them below a folder.</summary>
    public static void Extract(string folder)
    {
        foreach (string name in Names())
        {
            string path = Path.Combine(folder, Path.Combine(name[Prefix.Length..].Split('/')));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Read(name));
        }
    }

    /// <summary>The bytes of a sample message, for example <c>purchasing/messages/invoice.xml</c>.</summary>
    public static byte[] Message(string path) => Read($"{Prefix}applications/{path}");

    /// <summary>A sample message as a document, with its white space.</summary>
    public static XDocument Document(string path) =>
        XDocument.Load(new MemoryStream(Message(path)), LoadOptions.PreserveWhitespace);

    private static IEnumerable<string> Names() =>
        typeof(DemoSamples).Assembly.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));

    private static byte[] Read(string name)
    {
        var assembly = typeof(DemoSamples).Assembly;
        using var stream = assembly.GetManifestResourceStream(name)
            ?? assembly.GetManifestResourceStream(name.Replace('/', '\\'))
            ?? throw new FileNotFoundException($"This program lacks the sample {name}.", name);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
