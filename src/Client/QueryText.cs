using System.Globalization;
using System.Text;

namespace Viaduct.Client;

/// <summary>Writes what is asked for as the query of a call.</summary>
internal static class QueryText
{
    public static string Of(ItemQuery query, PageOptions options)
    {
        var text = new StringBuilder();
        foreach (string state in query.States ?? []) Add(text, "state", state);
        Add(text, "port", query.Port);
        Add(text, "code", query.Code);
        Add(text, "message", query.MessageId?.ToString());
        Add(text, "interchange", query.InterchangeId?.ToString());
        Add(text, "text", query.Text);
        Add(text, "property", query.Property);
        Add(text, "from", Time(query.From));
        Add(text, "to", Time(query.To));
        if (options.FileNames) Add(text, "fileNames", "true");
        return AddPage(text, options);
    }

    public static string Of(TrackingSearch search, PageOptions options)
    {
        var text = new StringBuilder();
        Add(text, "message", search.MessageId?.ToString());
        Add(text, "interchange", search.InterchangeId?.ToString());
        Add(text, "port", search.Port);
        foreach (string kind in search.Kinds ?? []) Add(text, "kind", kind);
        Add(text, "property", search.Property);
        Add(text, "from", Time(search.From));
        Add(text, "to", Time(search.To));
        if (search.Newest) Add(text, "order", "newest");
        return AddPage(text, options);
    }

    public static string Of(TrialOptions options)
    {
        var text = new StringBuilder();
        Add(text, "percent", options.Percent.ToString(CultureInfo.InvariantCulture));
        Add(text, "margin", options.MarginPercent.ToString(CultureInfo.InvariantCulture));
        Add(text, "acceptAfter", options.AcceptAfter?.ToString(CultureInfo.InvariantCulture));
        Add(text, "acceptAfterSeconds", options.AcceptAfterSeconds?.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static string AddPage(StringBuilder text, PageOptions options)
    {
        Add(text, "limit", options.Limit.ToString(CultureInfo.InvariantCulture));
        Add(text, "after", options.After);
        return text.ToString();
    }

    private static string? Time(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is null) return;
        text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
