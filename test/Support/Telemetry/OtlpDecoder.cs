using System.Text;

namespace Viaduct.Support.Telemetry;

/// <summary>Finds what tests look at in what is exported by OTLP, in protocol buffers.</summary>
internal static class OtlpDecoder
{
    private const int Error = 2;

    /// <summary>The spans of an export.</summary>
    public static List<ExportedSpan> Spans(ReadOnlySpan<byte> export)
    {
        var spans = new List<ExportedSpan>();
        var resources = new ProtoReader(export);
        while (resources.Next())
            if (resources.Field == 1) AddSpans(spans, resources.Bytes);
        return spans;
    }

    /// <summary>The texts at a path of fields; for names of metrics (1, 2, 2, 1).</summary>
    public static void Texts(ReadOnlySpan<byte> message, ReadOnlySpan<int> path, List<string> found)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field != path[0]) continue;
            if (path.Length == 1) found.Add(Encoding.UTF8.GetString(reader.Bytes));
            else Texts(reader.Bytes, path[1..], found);
        }
    }

    private static void AddSpans(List<ExportedSpan> spans, ReadOnlySpan<byte> resource)
    {
        string server = "";
        var reader = new ProtoReader(resource);
        while (reader.Next())
        {
            if (reader.Field == 1) server = Attribute(reader.Bytes, "service.instance.id");
            if (reader.Field != 2) continue;
            var scope = new ProtoReader(reader.Bytes);
            while (scope.Next())
                if (scope.Field == 2) spans.Add(Span(scope.Bytes) with { Server = server });
        }
    }

    private static ExportedSpan Span(ReadOnlySpan<byte> bytes)
    {
        var span = new ExportedSpan();
        var links = new List<string>();
        var reader = new ProtoReader(bytes);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: span = span with { TraceId = Convert.ToHexStringLower(reader.Bytes) }; break;
                case 2: span = span with { SpanId = Convert.ToHexStringLower(reader.Bytes) }; break;
                case 4: span = span with { ParentId = Convert.ToHexStringLower(reader.Bytes) }; break;
                case 5: span = span with { Name = Encoding.UTF8.GetString(reader.Bytes) }; break;
                case 6: span = span with { Kind = (int)reader.Number }; break;
                case 13: links.Add(Link(reader.Bytes)); break;
                case 15: span = span with { IsError = Status(reader.Bytes) == Error }; break;
                default: break;
            }

        return span with { Links = links };
    }

    private static string Link(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        while (reader.Next())
            if (reader.Field == 2) return Convert.ToHexStringLower(reader.Bytes);
        return "";
    }

    private static int Status(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        while (reader.Next())
            if (reader.Field == 3) return (int)reader.Number;
        return 0;
    }

    // Attributes are field 1 of a resource: a key, and a value whose first form is a text.
    private static string Attribute(ReadOnlySpan<byte> resource, string key)
    {
        var reader = new ProtoReader(resource);
        while (reader.Next())
        {
            if (reader.Field != 1) continue;
            var found = new List<string>();
            Texts(reader.Bytes, [1], found);
            if (found is not [var name] || name != key) continue;
            found.Clear();
            Texts(reader.Bytes, [2, 1], found);
            return found.FirstOrDefault("");
        }

        return "";
    }
}
