using System.Text;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Reference;

/// <summary>Writes the reference page of the configuration from the same shapes that binding uses.</summary>
internal sealed class ReferencePage
{
    private static readonly (Type Record, string Title, string Intro)[] Records =
    [
        (typeof(GroupConfig), "The group", "One document, in `viaduct.yaml`, that begins with `group`."),
        (typeof(HostConfig), "Host", "An item of `hosts`."),
        (typeof(PipelineLimits), "Limits", "The keys beneath `limits`."),
        (typeof(RetentionConfig), "Retention class", "An item of `retention`."),
        (typeof(ApplicationConfig), "Application",
            "One document per application, that begins with `application`: in `applications/NAME/application.yaml`, or "
            + "behind a line `---` in `viaduct.yaml`."),
        (typeof(PropertySchemaConfig), "Property schema", "An item of `propertySchemas`."),
        (typeof(PropertyConfig), "Property", "An item of `properties` of a property schema."),
        (typeof(PromotionConfig), "Promotion", "An item of `promote` of a property."),
        (typeof(ReceivePortConfig), "Receive port", "An item of `receivePorts`."),
        (typeof(ReceiveLocationConfig), "Receive location",
            "An item of `locations` of a receive port. One more key names the adapter, with its options beneath."),
        (typeof(SendPortConfig), "Send port",
            "An item of `sendPorts`. One more key names the adapter, with its options beneath."),
        (typeof(MapConfig), "Map",
            "An item of `maps`: the path of a file, or keys. More stands in [maps](maps.md)."),
        (typeof(RetryConfig), "Retry", "The keys beneath `retry` of a send port."),
        (typeof(SendPortGroupConfig), "Send port group", "An item of `sendPortGroups`."),
        (typeof(TrackConfig), "Track",
            "The keys beneath `track` of a receive port, receive location or send port. More stands in "
            + "[tracking](../concepts/tracking.md)."),
    ];

    private readonly RuntimeCatalog _catalog;
    private readonly StringBuilder _page = new();

    private ReferencePage(RuntimeCatalog catalog) => _catalog = catalog;

    /// <summary>The page in Markdown, the same for the same catalog.</summary>
    public static string Write(RuntimeCatalog catalog)
    {
        var page = new ReferencePage(catalog);
        page.WriteIntro();
        foreach (var (record, title, intro) in Records) page.WriteRecord(record, $"## {title}", intro);
        page.WriteAdapters();
        page.WriteComponents();
        return page._page.ToString();
    }

    private void WriteIntro() => _page.Append(
        """
        # Configuration

        <!-- Generated from the code by a test of Server.Tests; run it with VIADUCT_REGENERATE=1 after a change. -->

        Every key of `viaduct.yaml` and of `applications/NAME/application.yaml`. Keys that are not here are refused.
        Several documents in one file are separated by a line `---`. Paths are relative to the file that names them and
        stay within the configuration's folder; all files that are named are packed with the configuration. How filters
        are written stands in [routing](../concepts/routing.md).

        | form | written as |
        |---|---|
        | text | `orders`, or in quotes if it contains `: ` or ` #` or begins with a special character, as `"*.xml"` |
        | truth | `true`, `false` |
        | number | `3`, `1.5` |
        | bytes | `500`, `64KB`, `8MB`, `1GB`; a KB has 1,024 bytes |
        | time | `100ms`, `5s`, `5m`, `1h`, `2d` |
        | list | `[ a, b ]`, or one line with a dash for each item |

        In every value, `${NAME}` stands for an environment variable and `${NAME:default}` for one with a default; `$${`
        for the characters `${`. Variables are filled in when the configuration is applied, and are the same on
        all servers afterwards.


        """.ReplaceLineEndings("\n"));

    private void WriteRecord(Type record, string title, string intro)
    {
        _page.Append($"{title}\n\n{intro}\n\n");
        var options = RecordShape.Of(record).Options.Where(IsOffered).ToList();
        if (options.Count == 0)
        {
            _page.Append("It has no options.\n\n");
            return;
        }

        _page.Append("| key | form | default | meaning |\n|---|---|---|---|\n");
        foreach (var option in options)
            _page.Append($"| `{option.Key}` | {Form(option.Type)} | {Default(option)} | {Meaning(option)} |\n");
        _page.Append('\n');
        foreach (var option in options.Where(o => IsOwnRecord(o.Type)))
            WriteRecord(RecordOf(option.Type), $"#### {option.Key}", $"The keys beneath `{option.Key}`.");
    }

    private void WriteAdapters()
    {
        _page.Append("## Adapters\n\n");
        foreach (var adapter in _catalog.Adapters.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            _page.Append($"### {adapter.Name}\n\n{adapter.Description}\n\n");
            if (adapter is IReceiveAdapter receive)
                WriteRecord(receive.ReceiveOptionsType, $"#### {adapter.Name} in a receive location",
                    $"Beneath `{adapter.Name}:`.");
            if (adapter is ISendAdapter send)
                WriteRecord(send.SendOptionsType, $"#### {adapter.Name} in a send port", $"Beneath `{adapter.Name}:`.");
            WriteProperties(adapter);
        }
    }

    private void WriteProperties(IAdapter adapter)
    {
        if (adapter.Properties.Count == 0) return;
        _page.Append("| property | type | promoted | meaning |\n|---|---|---|---|\n");
        foreach (var property in adapter.Properties)
        {
            _page.Append(
                $"| `{property.Prefix}.{property.Key.Name}` | {PropertiesPage.Word(property.Kind)} "
                + $"| {(property.Promoted ? "yes" : "no")} | {property.Description} |\n");
        }

        _page.Append('\n');
    }

    private void WriteComponents()
    {
        _page.Append("## Pipeline components\n\n");
        foreach (var component in _catalog.Components)
        {
            string key = Stages.IsReceive(component.Stage) ? "receive" : "send";
            WriteRecord(component.OptionsType, $"### {component.Name} ({key})",
                $"{component.Description} Stage: {component.Stage}. An item of `{key}`: `[ {component.Name} ]`, or "
                + $"with options `[ {{ {component.Name}: {{ … }} }} ]`.");
        }
    }

    private bool IsOffered(OptionShape option) => option.Key != MapResolver.Key || _catalog.Maps.Count > 0;

    internal static string Form(OptionType type) => type.Kind switch
    {
        OptionKind.Text => "text",
        OptionKind.Truth => "truth",
        OptionKind.Integer or OptionKind.Number => "number",
        OptionKind.Bytes => "bytes",
        OptionKind.Duration => "time",
        OptionKind.Choice => string.Join(", ", type.Words.Select(w => $"`{w}`")),
        OptionKind.List => $"list of {Form(type.Item!)}",
        OptionKind.Named => "component",
        _ => RecordShape.Of(type.Type).ShortForm is { } only ? $"{Form(only.Type)} or keys" : "keys",
    };

    internal static string Default(OptionShape option)
    {
        if (option.IsRequired) return "required";
        if (option.Default is null || option.Type.Kind is OptionKind.List or OptionKind.Record) return "";
        string value = ScalarText.Write(option.Type, option.Default);
        return value.Length == 0 ? "empty" : $"`{value}`";
    }

    internal static string Meaning(OptionShape option)
    {
        var text = new StringBuilder(option.About?.Description);
        if (option.About is { Min: { } min, Max: { } max }) text.Append($" From `{min}` to `{max}`.");
        else if (option.About?.Min is { } least) text.Append($" At least `{least}`.");
        else if (option.About?.Max is { } most) text.Append($" At most `{most}`.");
        if (option.Type.Kind == OptionKind.Choice)
        {
            foreach (string word in option.Type.Words)
                if (option.Type.DescriptionOf(word) is { } about) text.Append($" `{word}`: {about}");
        }

        if (option.About?.Example is { } example) text.Append($" Example: `{example}`.");
        return text.ToString().Replace("|", "\\|", StringComparison.Ordinal);
    }

    // Records of the configuration itself have sections of their own.
    private static bool IsOwnRecord(OptionType type) =>
        (type.Item ?? type).Kind == OptionKind.Record && Array.TrueForAll(Records, r => r.Record != RecordOf(type));

    private static Type RecordOf(OptionType type) => type.Item?.Type ?? type.Type;
}
